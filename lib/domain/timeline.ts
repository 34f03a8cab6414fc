import type { AttemptRow, DeliveryRow } from "./api/deliveries.ts";
import type { NotSent, TimelineEntry } from "./api/events.ts";
import type { DeliveryStatus } from "./delivery-status.ts";

export type TimelineInput = {
  event: {
    occurredAt: string | null;
    occurredAtText: string | null;
    receivedAt: string;
    door: string;
    verification: { scheme: string; via: string; key: string };
  };
  duplicatesAt: readonly string[];
  deliveries: readonly DeliveryRow[];
  attempts: readonly (AttemptRow & { deliveryId: string })[];
  notSent: readonly NotSent[];
};

type Draft = Partial<TimelineEntry> & Pick<TimelineEntry, "kind" | "at" | "title">;

/** What happened to an event, oldest first; what is still to come stands last, in the order in which it is due. */
export function buildTimeline(input: TimelineInput): TimelineEntry[] {
  const made = input.deliveries.filter((delivery) => delivery.replayId === null).length;
  const past = [
    ...arrival(input.event, made),
    ...input.duplicatesAt.map((at) => ({ kind: "duplicate" as const, at, title: "The same webhook arrived again" })),
    ...input.deliveries.flatMap((delivery) => deliveryPast(delivery)),
    ...input.attempts.map((attempt) => attemptDraft(attempt, input.deliveries)),
  ];
  const coming = [...input.deliveries.flatMap(deliveryNext), ...input.notSent.map(notSentDraft)];
  return [...sortByTime(past), ...sortByTime(coming)].map(complete);
}

function arrival(event: TimelineInput["event"], deliveries: number): Draft[] {
  const { receivedAt, verification } = event;
  const occurred: Draft =
    event.occurredAt === null
      ? { kind: "occurred", at: null, title: "Occurred at an unknown time", detail: unreadTime(event.occurredAtText) }
      : { kind: "occurred", at: event.occurredAt, title: "Occurred", detail: "The provider's time." };
  const sent = deliveries === 1 ? "1 delivery" : `${deliveries} deliveries`;
  return [
    occurred,
    { kind: "received", at: receivedAt, title: "Received", detail: `At the ${event.door} door.` },
    {
      kind: "verified",
      at: receivedAt,
      tone: "ok",
      title: "Signature verified",
      detail: `${verification.scheme} with ${verification.key}, over ${describeText(verification.via)}.`,
    },
    {
      kind: "stored",
      at: receivedAt,
      tone: "ok",
      title: "Stored",
      detail: deliveries === 0 ? "No deliveries." : `${sent}.`,
    },
  ];
}

function unreadTime(text: string | null): string {
  return text === null ? "The provider sent no time." : `The provider's time "${text}" could not be read.`;
}

function describeText(via: string): string {
  return via === "python" ? "the text that Python's json.dumps makes of the body" : "the bytes as received";
}

/** The first delivery to each destination came with the event; a replay's is worth a line of its own. */
function deliveryPast(delivery: DeliveryRow): Draft[] {
  const by = delivery.trigger === "replay" && delivery.triggeredBy !== null ? ` by ${delivery.triggeredBy}` : "";
  const replayed = `${delivery.destination}: replayed${by}`;
  const created: Draft[] =
    delivery.replayId === null
      ? []
      : [{ kind: "delivery_created", at: delivery.createdAt, ...about(delivery), title: replayed }];
  const end = ENDS[delivery.status];
  if (end === null) return created;
  const title = `${delivery.destination}: ${end.title}`;
  const detail = delivery.explanation;
  return [
    ...created,
    { kind: "delivery_ended", at: delivery.completedAt, tone: end.tone, ...about(delivery), title, detail },
  ];
}

const ENDS = {
  pending: null,
  in_progress: null,
  retry_scheduled: null,
  succeeded: null,
  held: null,
  dead_lettered: { title: "given up", tone: "bad" },
  canceled: { title: "canceled", tone: "neutral" },
  discarded: { title: "discarded", tone: "neutral" },
} as const satisfies Record<DeliveryStatus, { title: string; tone: TimelineEntry["tone"] } | null>;

function attemptDraft(attempt: TimelineInput["attempts"][number], deliveries: readonly DeliveryRow[]): Draft {
  const delivery = deliveries.find((candidate) => candidate.id === attempt.deliveryId);
  const took = attempt.durationMs === null ? "" : ` in ${attempt.durationMs} ms`;
  const isSuccess = attempt.outcome === "succeeded";
  const answer =
    attempt.statusCode === null ? (isSuccess ? "succeeded" : "no answer recorded") : String(attempt.statusCode);
  return {
    kind: "attempt",
    at: attempt.startedAt,
    tone: isSuccess ? "ok" : attempt.outcome === "unknown" ? "warn" : "bad",
    title: `${delivery?.destination ?? "Destination"}: ${answer}${took}`,
    detail: [`Attempt ${attempt.number}${askedBy(attempt)}.`, attempt.error?.what].filter(Boolean).join(" "),
    deliveryId: attempt.deliveryId,
    destinationId: delivery?.destinationId ?? null,
  };
}

function askedBy({ trigger, actor }: AttemptRow): string {
  if (trigger === "manual" || trigger === "replay") return actor === null ? "" : `, asked for by ${actor}`;
  return trigger === "resume" ? ", after a pause" : "";
}

function deliveryNext(delivery: DeliveryRow): Draft[] {
  const { destination, nextAttemptAt, attemptCount, maxAttempts, explanation } = delivery;
  switch (delivery.status) {
    case "pending":
    case "retry_scheduled": {
      const title = `${destination}: attempt ${attemptCount + 1} of ${Math.max(maxAttempts, attemptCount + 1)}`;
      return [{ kind: "next_attempt", at: nextAttemptAt, isNext: true, ...about(delivery), title }];
    }
    case "in_progress":
      return [
        { kind: "next_attempt", at: null, isNext: true, ...about(delivery), title: `${destination}: being sent` },
      ];
    case "held": {
      const title = `${destination}: held`;
      return [
        { kind: "next_attempt", at: null, tone: "held", isNext: true, ...about(delivery), title, detail: explanation },
      ];
    }
    case "succeeded":
    case "dead_lettered":
    case "canceled":
    case "discarded":
      return [];
    default:
      return delivery.status satisfies never;
  }
}

function notSentDraft(entry: NotSent): Draft {
  const title = `${entry.destination}: not sent`;
  return { kind: "not_sent", at: null, title, detail: entry.reason, destinationId: entry.destinationId };
}

function about(delivery: DeliveryRow): { deliveryId: string; destinationId: string } {
  return { deliveryId: delivery.id, destinationId: delivery.destinationId };
}

/** Stable, so that steps of the same instant keep their logical order; an unknown time sorts as the step before it. */
function sortByTime(drafts: Draft[]): Draft[] {
  let known = "";
  const placed = drafts.map((draft) => {
    known = draft.at ?? known;
    return { draft, at: draft.at ?? known };
  });
  return placed.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ draft }) => draft);
}

function complete(draft: Draft): TimelineEntry {
  return { tone: "neutral", detail: null, isNext: false, deliveryId: null, destinationId: null, ...draft };
}
