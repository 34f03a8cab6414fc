import type pg from "pg";
import type { Actor } from "#lib/auth/actor.ts";
import { recordTest } from "#lib/db/destinations/record-test.ts";
import { readEventMessage } from "#lib/db/events/read-event-message.ts";
import type { TestDestinationInput } from "#lib/domain/api/destination-input.ts";
import { explainAttemptError } from "#lib/domain/explain-attempt-error.ts";
import { notFound, type Refusal, refused } from "#lib/domain/refusal.ts";
import type { Attempt } from "#lib/pipeline/deliver/deliver.ts";
import type { OutboundMessage } from "#lib/pipeline/deliver/outbound-headers.ts";
import { sendTest } from "#lib/pipeline/deliver/send-test.ts";
import { testMessage, testMessageOf } from "#lib/pipeline/deliver/test-message.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import { createLog } from "#lib/platform/log.ts";
import { installation } from "./installation.ts";

export type TestResult = {
  outcome: "succeeded" | "failed";
  webhookId: string;
  type: string;
  url: string;
  statusCode: number | null;
  durationMs: number;
  error: { kind: string; what: string; todo: string } | null;
  requestHeaders: [string, string][];
  responseHeaders: [string, string][] | null;
  responseSnippet: string | null;
};

export type TestDestinationOutcome = { kind: "tested"; result: TestResult } | Refusal;

/** Sends a signed test message now and says how it went. It is no event and leaves no delivery. */
export async function testDestination(
  actor: Actor,
  id: string,
  input: TestDestinationInput,
  findDoor: () => Promise<{ pool: pg.Pool }> = consoleDoor,
): Promise<TestDestinationOutcome> {
  actor.require("destination:test");
  if (input.eventId !== undefined) actor.require("payload:read");
  const chosen = await chooseMessage(input);
  if (chosen.kind !== "chosen") return chosen;
  const { message } = chosen;
  const { pool } = await findDoor();
  const attempt = await sendTest({ pool, log: createLog("console"), ...installation() }, id, message);
  if (attempt === null) return notFound("destination");
  const result = { webhookId: message.webhookId, type: message.type, ...toResult(attempt) };
  const { outcome, statusCode, webhookId, type } = result;
  const { eventId = null } = input;
  await recordTest(id, { outcome, statusCode, webhookId, type, eventId, error: result.error?.kind ?? null }, actor);
  return { kind: "tested", result };
}

async function chooseMessage({
  type,
  eventId,
}: TestDestinationInput): Promise<{ kind: "chosen"; message: OutboundMessage } | Refusal> {
  if (eventId === undefined) {
    const message = testMessage(type, new Date());
    return message ? { kind: "chosen", message } : refused(`No provider documents the event type "${type}".`, "type");
  }
  const event = await readEventMessage(eventId);
  if (event === null) return refused("There is no event with this id.", "eventId");
  const { body } = event;
  if (body === null) return refused("This event's body was deleted when its retention ended.", "eventId");
  return { kind: "chosen", message: testMessageOf({ ...event, body }) };
}

function toResult({ url, requestHeaders, outcome }: Attempt): Omit<TestResult, "webhookId" | "type"> {
  const { response } = outcome;
  return {
    outcome: outcome.kind,
    url,
    statusCode: response?.status ?? null,
    durationMs: Math.round(outcome.durationMs),
    error: outcome.kind === "failed" ? { kind: outcome.error.kind, ...explainAttemptError(outcome.error) } : null,
    requestHeaders,
    responseHeaders: response && Object.entries(response.headers),
    responseSnippet: response?.snippet.toString("utf8") ?? null,
  };
}
