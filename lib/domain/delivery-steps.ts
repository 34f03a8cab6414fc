import type { AttemptRow, DeliveryDetail } from "./api/deliveries.ts";
import { attemptCause } from "./attempt-cause.ts";
import { spanInWords } from "./span-in-words.ts";

export type DeliveryStep = {
  id: string;
  /** ISO 8601; null while nobody knows. */
  at: string | null;
  tone: "neutral" | "ok" | "warn" | "bad" | "held" | "accent";
  title: string;
  detail: string | null;
  /** "next" is the first step to come, "later" what may follow it. */
  place: "past" | "next" | "later";
};

/** The life of a delivery: what happened, what is next, and what follows if that fails. */
export function deliverySteps(delivery: DeliveryDetail): DeliveryStep[] {
  return [...begin(delivery), ...byTime(delivery.attempts).map(attemptStep), ...end(delivery), ...toCome(delivery)];
}

function begin({ receivedAt, createdAt, destination, replayId, triggeredBy, trigger }: DeliveryDetail): DeliveryStep[] {
  const received = past("received", receivedAt, "Event received", "Its signature was verified.");
  if (replayId === null)
    return [received, past("stored", createdAt, `Stored, with a delivery to ${destination}`, null)];
  const by = trigger === "replay" && triggeredBy !== null ? ` by ${triggeredBy}` : "";
  return [received, past("stored", createdAt, `Delivery to ${destination} made by a replay${by}`, null)];
}

function byTime(attempts: readonly AttemptRow[]): AttemptRow[] {
  return attempts.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
}

function attemptStep(attempt: AttemptRow): DeliveryStep {
  const took = attempt.durationMs === null ? "" : ` in ${attempt.durationMs.toLocaleString("en-GB")} ms`;
  const isSuccess = attempt.outcome === "succeeded";
  const noAnswer = attempt.outcome === "unknown" ? "outcome unknown" : "no response";
  const title = `Attempt ${attempt.number}: ${attempt.statusCode ?? noAnswer}${took}`;
  const detail = [`Because of ${attemptCause(attempt)}.`, attempt.error?.what].filter(Boolean).join(" ");
  const tone = isSuccess ? "ok" : attempt.outcome === "unknown" ? "warn" : "bad";
  return { ...past(attempt.id, attempt.startedAt, title, detail), tone };
}

function end(delivery: DeliveryDetail): DeliveryStep[] {
  const { status, completedAt, explanation } = delivery;
  switch (status) {
    case "succeeded":
      return [{ ...past("end", completedAt, "Delivered", null), tone: "ok" }];
    case "dead_lettered":
      return [{ ...past("end", completedAt, "Given up", explanation), tone: "bad" }];
    case "canceled":
      return [past("end", completedAt, "Canceled", explanation)];
    case "discarded":
      return [past("end", completedAt, "Discarded", explanation)];
    case "pending":
    case "in_progress":
    case "retry_scheduled":
    case "held":
      return [];
    default:
      return status satisfies never;
  }
}

function toCome(delivery: DeliveryDetail): DeliveryStep[] {
  const next = nextStep(delivery);
  return next === null ? [] : [next, lastStep(delivery.laterRetries)];
}

function nextStep({ status, attemptCount, nextAttemptAt, reason, explanation }: DeliveryDetail): DeliveryStep | null {
  const step = { id: "next", place: "next" as const, detail: null };
  const attempt = `Attempt ${attemptCount + 1}`;
  switch (status) {
    case "in_progress":
      return { ...step, at: null, tone: "accent", title: `Attempt ${attemptCount} is being sent` };
    case "held":
      return { ...step, at: null, tone: "held", title: `${attempt} waits`, detail: explanation };
    case "pending":
    case "retry_scheduled": {
      if (reason === "breaker") {
        return { ...step, at: null, tone: "warn", title: `${attempt} waits`, detail: explanation };
      }
      return { ...step, at: nextAttemptAt, tone: "accent", title: attempt };
    }
    case "succeeded":
    case "dead_lettered":
    case "canceled":
    case "discarded":
      return null;
    default:
      return status satisfies never;
  }
}

function lastStep(laterRetries: readonly number[]): DeliveryStep {
  return { id: "later", at: null, tone: "neutral", title: "Given up", detail: ifItFails(laterRetries), place: "later" };
}

/** What follows if the attempt that is next fails: "If that fails: 6 more retries over about 2 d." */
export function ifItFails(laterRetries: readonly number[]): string {
  if (laterRetries.length === 0) return "If that fails; no retry is left.";
  const seconds = laterRetries.reduce((sum, delay) => sum + delay, 0);
  const retries = laterRetries.length === 1 ? "does 1 more retry" : `do ${laterRetries.length} more retries`;
  return `If that fails and so ${retries} over about ${spanInWords(seconds * 1000)}.`;
}

function past(id: string, at: string | null, title: string, detail: string | null): DeliveryStep {
  return { id, at, tone: "neutral", title, detail, place: "past" };
}
