import { afterAll, beforeAll, expect, test } from "vitest";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/said-events.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as listParked } from "./projection/parked/route.ts";
import { POST as retry } from "./projection/retry/route.ts";
import { GET as getProjection } from "./projection/route.ts";

let console: TestConsole;
let apiKey: string;
let parkedId: string;

beforeAll(async () => {
  console = await openTestConsole();
  apiKey = await console.createApiKey("operator");
  const { pool } = console.database;
  const sourceId = await insertSource(pool, "asset", "asset");
  await insertEvents(pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId })]);
  await projectEvents(pool);
  [parkedId = ""] = await insertEvents(pool, [
    assetEvent("BUSINESS_CREATED", "biz_2", { sourceId, receivedAt: new Date(Date.now() - 60_000) }),
  ]);
  await pool.query("INSERT INTO parked_events (event_id, error, attempts) VALUES ($1, 'it broke', 5)", [parkedId]);
});
afterAll(() => console.close());

type Handler = (request: Request, context: { params?: Promise<never> }) => Promise<Response>;

async function call(handler: Handler, path: string, method = "GET") {
  const response = await handler(consoleRequest(`/api/v1/projection${path}`, { method, apiKey }), {});
  return { status: response.status, body: await response.json() };
}

test("the projection says how far it is behind, what is parked and how the check stands", async () => {
  const { status, body } = await call(getProjection, "");
  expect(status).toBe(200);
  expect(body).toMatchObject({ behind: 1, projectedCount: 1, rulesVersion: 1, currentRulesVersion: 1, parked: 1 });
  expect(body.lagMs).toBeGreaterThanOrEqual(60_000);
  expect(body.check).toEqual({ checkedCount: 0, checkedAt: null, roundFinishedAt: null, differences: 0, newest: [] });
  expect(await call(getProjection, "?x=1")).toMatchObject({ status: 400 });
});

test("parked events are listed with the reason, and retried when an operator asks, which is audited", async () => {
  const { body } = await call(listParked, "/parked");
  expect(body.data).toMatchObject([
    {
      eventId: parkedId,
      type: "BUSINESS_CREATED",
      source: "asset",
      error: "it broke",
      attempts: 5,
      nextAttemptAt: null,
    },
  ]);
  expect(await call(retry, "/retry", "POST")).toEqual({ status: 202, body: { count: 1 } });
  const { rows } = await console.database.pool.query("SELECT next_attempt_at <= now() AS is_due FROM parked_events");
  expect(rows).toEqual([{ is_due: true }]);
  const audit = await console.database.pool.query("SELECT action, after FROM audit_entries ORDER BY seq DESC LIMIT 1");
  expect(audit.rows).toEqual([{ action: "projection.parked_events_retried", after: { count: 1 } }]);
});
