import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { newId } from "#lib/platform/ids.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { listEvents } from "./list-events.ts";

const viewer = testActor("viewer");
let database: TestDatabase;
let ids: string[];
let ledger: string;
let warehouse: string;
const replay = newId();

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { pool } = database;
  const sourceId = await insertSource(pool, "asset", "asset");
  const some = ["a", "b", "c", "d", "e"].map((type) => ({ sourceId, slug: "asset", type, businessId: "biz_1" }));
  ids = await insertEvents(pool, some);
  ledger = await insertDestination(pool, "Ledger");
  warehouse = await insertDestination(pool, "Warehouse");
  await pool.query(
    "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ($1, '{}', '{}', 'canceled', 'x')",
    [replay],
  );
  // The first was delivered to Ledger on arrival; a replay of the first four to both was canceled after three deliveries.
  await deliver(0, ledger, "succeeded", null);
  await deliver(1, warehouse, "dead_lettered", null);
  for (const [place, index] of [0, 1, 2, 3].entries()) {
    for (const destination of [ledger, warehouse]) {
      await pool.query("INSERT INTO replay_items VALUES ($1, $2, $3, $4)", [
        replay,
        destination,
        place + 1,
        ids[index],
      ]);
    }
  }
  await deliver(0, ledger, "dead_lettered", replay);
  await deliver(1, ledger, "succeeded", replay);
  await deliver(0, warehouse, "succeeded", replay);
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function deliver(index: number, destination: string, status: string, replayId: string | null): Promise<void> {
  await database.pool.query(
    `INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at)
     SELECT gen_random_uuid(), id, source_id, $2, $4, $3::delivery_status, id, received_at FROM events WHERE id = $1`,
    [ids[index], destination, status, replayId],
  );
}

async function typesOf(search: string): Promise<string> {
  const parsed = parseEventQuery(new URLSearchParams(search));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const page = await listEvents(viewer, parsed.query);
  return page.data
    .map(({ type }) => type)
    .sort()
    .join("");
}

const filters = (): [string, string][] => [
  [`destinationId=${ledger}`, "ab"],
  [`destinationId=${ledger}&delivery=succeeded`, "ab"],
  [`destinationId=${ledger}&delivery=dead_lettered`, "a"],
  [`destinationId=${warehouse}&delivery=dead_lettered`, "b"],
  [`destinationId=${ledger}&delivery=none`, "cde"],
  [`destinationId=${warehouse}&delivery=none`, "cde"],
  [`replayId=${replay}`, "abcd"],
  [`replayId=${replay}&delivery=none`, "cd"],
  [`replayId=${replay}&delivery=succeeded`, "ab"],
  [`replayId=${replay}&delivery=dead_lettered`, "a"],
  [`replayId=${replay}&delivery=none&destinationId=${warehouse}`, "bcd"],
  [`replayId=${replay}&delivery=succeeded&destinationId=${ledger}`, "b"],
  [`replayId=${replay}&type=a,c,e`, "ac"],
  [`replayId=${newId()}`, ""],
];

test("events are found by what became of them at a destination and in a replay", async () => {
  for (const [search, types] of filters()) expect([search, await typesOf(search)]).toEqual([search, types]);
});

test("the same when another index leads to them, and in the pull feed", async () => {
  for (const [search, types] of filters()) {
    expect([search, await typesOf(`${search}&businessId=biz_1`)]).toEqual([search, types]);
    expect([search, await typesOf(`${search}&order=asc`)]).toEqual([search, types]);
  }
});

test("what is not an id of a destination or a replay is refused", () => {
  for (const search of ["destinationId=Ledger", "replayId=1"]) {
    expect(parseEventQuery(new URLSearchParams(search)).kind).toBe("invalid");
  }
});
