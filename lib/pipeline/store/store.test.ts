import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { newId } from "#lib/platform/ids.ts";
import { storeRow } from "#lib/testing/store-row.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { createStore } from "./store.ts";

let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  sourceId = await insertSource(database.pool, "abound", "abound");
});
afterAll(() => database.close());

const row = (changes: Partial<StoreRow> = {}) => storeRow({ sourceId, ...changes });

test("an acknowledgement comes after the row's own commit", async () => {
  const store = createStore({ pool: database.pool, lane: 1 });
  const rows = Array.from({ length: 300 }, () => row());
  await Promise.all(
    rows.map(async (each) => {
      expect(await store.store(each)).toEqual({ kind: "stored", eventId: each.eventId });
      const { rowCount } = await database.pool.query("SELECT 1 FROM events WHERE id = $1", [each.eventId]);
      expect(rowCount).toBe(1);
    }),
  );
});

test("a row whose searchable copy PostgreSQL refuses is stored without it, and costs its neighbours nothing", async () => {
  const store = createStore({ pool: database.pool, lane: 1 });
  const poison = row({ payloadJson: '{"n":1e999999}' });
  const rows = [row(), poison, row()];
  const outcomes = await Promise.all(rows.map((each) => store.store(each)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["stored", "stored", "stored"]);
  const { rows: kept } = await database.pool.query(
    "SELECT e.flags, b.payload FROM events e JOIN bodies b ON b.event_id = e.id WHERE e.id = $1",
    [poison.eventId],
  );
  expect(kept).toEqual([{ flags: ["no_time", "unparsed"], payload: null }]);
});

test("a row that PostgreSQL refuses as a whole is not acknowledged, and its neighbours are stored", async () => {
  const store = createStore({ pool: database.pool, lane: 1 });
  const rows = [row(), row({ type: "nul \u0000" }), row()];
  const outcomes = await Promise.all(rows.map((each) => store.store(each)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["stored", "impossible", "stored"]);
});

test("while the database is away nothing is acknowledged", async () => {
  const gone = await openTestDatabase();
  const store = createStore({ pool: gone.pool, lane: 1 });
  await gone.close();
  const outcomes = await Promise.all([row(), row()].map((each) => store.store(each)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["unavailable", "unavailable"]);
});

test("two batches with the same keys in opposite order end without a deadlock, each key once", async () => {
  const keys = Array.from({ length: 60 }, () => newId());
  const stores = [1, 2, 3, 4].map((lane) => createStore({ pool: database.pool, lane }));
  const outcomes = await Promise.all(
    stores.flatMap((store, index) =>
      (index % 2 === 0 ? keys : keys.toReversed()).map((providerKey) => store.store(row({ providerKey }))),
    ),
  );
  expect(outcomes.filter(({ kind }) => kind === "stored")).toHaveLength(60);
  expect(outcomes.filter(({ kind }) => kind === "duplicate")).toHaveLength(180);
});

test("the first event of a business is marked, also when two of them share a batch", async () => {
  const store = createStore({ pool: database.pool, lane: 1 });
  const rows = [row({ businessId: "biz_new" }), row({ businessId: "biz_new" })];
  await Promise.all(rows.map((each) => store.store(each)));
  await store.store(row({ businessId: "biz_new" }));
  const { rows: marked } = await database.pool.query(
    "SELECT 1 FROM events WHERE business_id = 'biz_new' AND 'first_seen_business' = ANY (flags)",
  );
  expect(marked).toHaveLength(1);
});

test("no two batches under way count in the same rows, where one would wait for the other's commit", async () => {
  const underWay = new Set<unknown>();
  let together = 0;
  const query = async (statement: { text: string; values: unknown[] }) => {
    const lane = statement.values.at(-1);
    expect(underWay).not.toContain(lane);
    underWay.add(lane);
    together = Math.max(together, underWay.size);
    return database.pool.query(statement).finally(() => underWay.delete(lane));
  };
  const store = createStore({ pool: new Proxy(database.pool, { get: () => query }), lane: 1 });
  const sender = async () => {
    for (let sent = 0; sent < 5; sent += 1) expect(await store.store(row())).toMatchObject({ kind: "stored" });
  };
  await Promise.all(Array.from({ length: 300 }, sender));
  expect(together).toBe(2);
});

test("draining waits for everything that was handed in", async () => {
  const store = createStore({ pool: database.pool, lane: 1 });
  const each = row();
  void store.store(each);
  await store.drain();
  const { rowCount } = await database.pool.query("SELECT 1 FROM events WHERE id = $1", [each.eventId]);
  expect(rowCount).toBe(1);
});
