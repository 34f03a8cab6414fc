import { afterAll, beforeAll, expect, test } from "vitest";
import { insertBulkDeliveries, insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { beginReplay, readReplay } from "#lib/testing/replay-test.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { selectReplayItems } from "./select-replay-items.ts";

let console: TestConsole;
const COUNT = 5_000;
const never = new AbortController().signal;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

test("every event that the filter takes is selected once, in the order of receipt", async () => {
  const { pool } = console.database;
  const asset = await insertSource(pool, "asset", "asset");
  const other = await insertSource(pool, "asset", "other");
  const ledger = await insertDestination(pool, "Ledger");
  await insertBulkEvents(pool, { sourceId: asset, count: COUNT });
  await insertBulkEvents(pool, { sourceId: other, count: 10 });
  await insertBulkDeliveries(pool, ledger, "dead_lettered", "true");
  const id = await beginReplay({ filter: { source: "asset" } });
  expect(await selectReplayItems(pool, id, never)).toEqual({ kind: "selected", total: COUNT });
  expect(await readReplay(id)).toMatchObject({ status: "running", total: COUNT, untouched: COUNT });
  const { rows } = await pool.query<{ place: number; event_id: string }>(
    "SELECT place, event_id FROM replay_items WHERE replay_id = $1 ORDER BY place",
    [id],
  );
  const received = await pool.query<{ id: string }>("SELECT id FROM events WHERE source_id = $1 ORDER BY id", [asset]);
  expect(rows).toEqual(received.rows.map((event, index) => ({ place: index + 1, event_id: event.id })));
});
