import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { deliveryQuery } from "#lib/domain/api/deliveries.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getDelivery } from "./get-delivery.ts";
import { listDeliveries } from "./list-deliveries.ts";

const viewer = testActor("viewer");
let database: TestDatabase;
let spared: string;

/** The type of the event tells the deliveries apart. */
const ROWS = [
  { type: "OK", set: "status = 'succeeded', last_outcome = 'succeeded', last_status_code = 204" },
  { type: "BUSY", set: "status = 'retry_scheduled', last_outcome = 'http_5xx', last_status_code = 503" },
  { type: "TEAPOT", set: "status = 'dead_lettered', last_outcome = 'http_4xx', last_status_code = 418" },
  { type: "SLOW", set: "status = 'retry_scheduled', last_outcome = 'timeout', last_status_code = NULL" },
  { type: "HELD", set: "status = 'held', reason = 'destination_paused'" },
  { type: "OLD", set: "created_at = now() - interval '2 days'" },
  { type: "SPARED", set: "status = 'pending'" },
] as const;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { pool } = database;
  const asset = await insertSource(pool, "asset", "asset");
  await insertDestination(pool, "Ledger", {
    eventTypes: ROWS.map(({ type }) => type).filter((type) => type !== "SPARED"),
  });
  spared = await insertDestination(pool, "Spared", { eventTypes: ["SPARED"] });
  const old = new Date(Date.now() - 2 * 86_400_000);
  await insertEvents(
    pool,
    ROWS.map(({ type }) => ({ sourceId: asset, type, ...(type === "OLD" ? { receivedAt: old } : {}) })),
  );
  for (const { type, set } of ROWS) {
    await pool.query(`UPDATE deliveries d SET ${set} FROM events e WHERE e.id = d.event_id AND e.type = '${type}'`);
  }
  await pool.query("INSERT INTO destination_breakers (destination_id, state, opened_at) VALUES ($1, 'open', now())", [
    spared,
  ]);
});
afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function types(query: string): Promise<string[]> {
  const parsed = parseQuery(deliveryQuery, new URLSearchParams(query));
  if (parsed.kind === "invalid") throw new Error(JSON.stringify(parsed));
  return (await listDeliveries(viewer, parsed.query)).data.map(({ eventType }) => eventType).sort();
}

test("deliveries are found by how their last attempt failed", async () => {
  expect(await types("error=timeout")).toEqual(["SLOW"]);
  expect(await types("error=http_5xx&status=retry_scheduled")).toEqual(["BUSY"]);
});

test("deliveries are found by what their last attempt was answered: a status, a class, or nothing", async () => {
  expect(await types("response=418")).toEqual(["TEAPOT"]);
  expect(await types("response=5xx")).toEqual(["BUSY"]);
  expect(await types("response=2xx")).toEqual(["OK"]);
  expect(await types("response=none")).toEqual(["SLOW"]);
});

test("deliveries are found by event types and wildcards, by time and by reason", async () => {
  expect(await types("type=BUSY,TEA*")).toEqual(["BUSY", "TEAPOT"]);
  expect(await types("to=-24h")).toEqual(["OLD"]);
  expect(await types("from=-24h")).not.toContain("OLD");
  expect(await types("reason=destination_paused")).toEqual(["HELD"]);
  expect(await types("reason=breaker")).toEqual(["SPARED"]);
});

test.each(["response=6xx", "response=abc", "error=nothing", "from=yesterday"])("%s is refused", (query) => {
  expect(parseQuery(deliveryQuery, new URLSearchParams(query)).kind).toBe("invalid");
});

test("a delivery tells of the pause and the breaker in its way and of the retries that are left", async () => {
  const { rows } = await database.pool.query(
    "SELECT d.id, e.type FROM deliveries d JOIN events e ON e.id = d.event_id WHERE e.type IN ('BUSY', 'SPARED')",
  );
  const idOf = (type: string) => rows.find((row) => row.type === type)?.id ?? "";
  await database.pool.query("UPDATE deliveries SET attempt_count = 2, probe_count = 1 WHERE id = $1", [idOf("BUSY")]);
  await database.pool.query(
    "UPDATE destinations SET paused_at = now(), paused_by = 'Ada', paused_reason = 'moving' WHERE name = 'Ledger'",
  );
  expect(await getDelivery(viewer, idOf("BUSY"))).toMatchObject({
    probeCount: 1,
    laterRetries: [30],
    destinationPause: { by: "Ada", reason: "moving" },
    sourcePause: null,
    breaker: { state: "closed" },
  });
  expect(await getDelivery(viewer, idOf("SPARED"))).toMatchObject({
    destinationPause: null,
    breaker: { state: "open", waiting: 1 },
    laterRetries: [5, 30],
  });
});
