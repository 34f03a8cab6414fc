import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { storeRow } from "#lib/testing/store-row.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { createPool } from "./pool.ts";
import { settleTaken } from "./settle-taken.ts";
import { type StoreRow, storeBatch } from "./store-batch.ts";

const LANE = 3;
let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  sourceId = await insertSource(database.pool, "abound", "abound");
});
afterAll(() => database.close());

const row = (changes: Partial<StoreRow> = {}) => storeRow({ sourceId, ...changes });

async function countsOf(providerKey: string) {
  const { rows } = await database.pool.query<{ events: number; duplicates: number; requests: number }>(
    `SELECT count(*)::int AS events, sum(duplicates)::int AS duplicates,
       count(body_size)::int + (SELECT count(*)::int FROM requests r WHERE r.event_id = ANY (array_agg(e.id))) AS requests
     FROM events e WHERE provider_key = $1 OR provider_key LIKE $1 || '#%'`,
    [providerKey],
  );
  return rows[0];
}

test("a row whose commit was never answered is itself when it comes again, and no duplicate", async () => {
  const first = row();
  await storeBatch(database.pool, [first], LANE);
  expect(await storeBatch(database.pool, [first], LANE)).toEqual(new Set());
  expect(await settleTaken(database.pool, first, LANE)).toEqual({ kind: "stored", eventId: first.eventId });
  expect(await countsOf(first.providerKey)).toEqual({ events: 1, duplicates: 0, requests: 1 });
});

test("neither is a row that was accepted later, whose request has its row already", async () => {
  const first = row({ requestId: null });
  await storeBatch(database.pool, [first], LANE);
  expect(await settleTaken(database.pool, first, LANE)).toEqual({ kind: "stored", eventId: first.eventId });
  expect(await countsOf(first.providerKey)).toEqual({ events: 1, duplicates: 0, requests: 0 });
});

test("a duplicate that is settled twice is counted once, also by two at a time", async () => {
  const first = row();
  await storeBatch(database.pool, [first], LANE);
  const again = { ...first, eventId: newId(), requestId: newId() };
  const settled = await Promise.all(Array.from({ length: 8 }, () => settleTaken(database.pool, again, LANE)));
  expect(settled).toEqual(Array.from({ length: 8 }, () => ({ kind: "duplicate", eventId: first.eventId })));
  expect(await countsOf(first.providerKey)).toEqual({ events: 1, duplicates: 1, requests: 2 });
});

test("a conflicting body whose commit was never answered is stored once", async () => {
  const first = row();
  const other = row({ providerKey: first.providerKey, bodyHash: Buffer.alloc(32, 2) });
  await storeBatch(database.pool, [first], LANE);
  expect(await settleTaken(database.pool, other, LANE)).toEqual({ kind: "id_conflict", eventId: other.eventId });
  expect(await settleTaken(database.pool, other, LANE)).toEqual({ kind: "id_conflict", eventId: other.eventId });
  expect(await countsOf(first.providerKey)).toEqual({ events: 2, duplicates: 0, requests: 2 });
});

test("fifty duplicates at once, in the sessions that store, are each counted once", async () => {
  const pool = createPool({ url: database.url, name: "test store", plans: "kept" });
  const first = row();
  await storeBatch(pool, [first], LANE);
  const minutes = async () => {
    const { rows } = await database.pool.query<{ count: number }>(
      "SELECT coalesce(sum(count), 0)::int AS count FROM request_minutes WHERE source_id = $1 AND outcome = 'duplicate'",
      [sourceId],
    );
    return rows[0]?.count ?? 0;
  };
  const before = await minutes();
  const again = Array.from({ length: 50 }, () => ({ ...first, eventId: newId(), requestId: newId() }));
  await Promise.all(again.map((each) => settleTaken(pool, each, LANE)));
  expect(await countsOf(first.providerKey)).toEqual({ events: 1, duplicates: 50, requests: 51 });
  expect((await minutes()) - before).toBe(50);
  await pool.end();
});
