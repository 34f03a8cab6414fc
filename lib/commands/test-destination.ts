import type pg from "pg";
import type { Actor } from "#lib/auth/actor.ts";
import { recordTest } from "#lib/db/destinations/record-test.ts";
import type { TestDestinationInput } from "#lib/domain/api/destination-input.ts";
import { explainAttemptError } from "#lib/domain/attempt-error.ts";
import { notFound, type Refusal, refused } from "#lib/domain/refusal.ts";
import type { Attempt } from "#lib/pipeline/deliver/deliver.ts";
import { sendTest } from "#lib/pipeline/deliver/send-test.ts";
import { testMessage } from "#lib/pipeline/deliver/test-message.ts";
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
  const message = testMessage(input.type, new Date());
  if (message === null) return refused(`No provider documents the event type "${input.type}".`, "type");
  const { pool } = await findDoor();
  const attempt = await sendTest({ pool, log: createLog("console"), ...installation() }, id, message);
  if (attempt === null) return notFound("destination");
  const result = { webhookId: message.webhookId, type: message.type, ...toResult(attempt) };
  const { outcome, statusCode, webhookId, type } = result;
  await recordTest(id, { outcome, statusCode, webhookId, type, error: result.error?.kind ?? null }, actor);
  return { kind: "tested", result };
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
