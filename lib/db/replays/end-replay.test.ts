import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { insertBulkDeliveries, insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { readReplay } from "#lib/testing/replay-test.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { endReplay } from "./end-replay.ts";

let console: TestConsole;
let id: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

async function query(sql: string, values: unknown[] = []) {
  return (await console.database.pool.query(sql, values)).rows;
}

/** A replay of four events, two of which failed as far as its counters know. */
beforeEach(async () => {
  const { pool } = console.database;
  await query("TRUNCATE deliveries, events, bodies, destinations, sources, replays CASCADE");
  const sourceId = await insertSource(pool, "asset", "asset");
  const ledger = await insertDestination(pool, "Ledger");
  await insertBulkEvents(pool, { sourceId, count: 4 });
  await insertBulkDeliveries(pool, ledger, "succeeded", "true");
  id = newId();
  await query(
    "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ($1, '{}', '{}', 'running', 'x')",
    [id],
  );
  await query("UPDATE deliveries SET replay_id = $1", [id]);
  await query(
    "INSERT INTO replay_targets (replay_id, destination_id, total, queued, failed) VALUES ($1, $2, 4, 4, 2)",
    [id, ledger],
  );
});

test("a replay ends with the counts of that moment", async () => {
  expect(await endReplay(id)).toBe(true);
  expect(await readReplay(id)).toMatchObject({ status: "completed", succeeded: 4, failed: 0 });
  const entries = await query("SELECT after FROM audit_entries WHERE target_id = $1", [id]);
  expect(entries).toMatchObject([{ after: { status: "completed", succeeded: 4, failed: 0 } }]);
  expect(await endReplay(id)).toBe(false);
});

test("it does not end while a delivery is under way, or something was not begun", async () => {
  await query("UPDATE deliveries SET status = 'retry_scheduled' WHERE id = (SELECT id FROM deliveries LIMIT 1)");
  expect(await endReplay(id)).toBe(false);
  await query("UPDATE deliveries SET status = 'succeeded'");
  await query("UPDATE replay_targets SET total = 5");
  expect(await endReplay(id)).toBe(false);
  expect(await readReplay(id)).toMatchObject({ status: "running" });
});

test("one that was canceled ends with what was never begun", async () => {
  await query("UPDATE replays SET status = 'canceling'");
  await query("UPDATE replay_targets SET total = 10");
  expect(await endReplay(id)).toBe(true);
  expect(await readReplay(id)).toMatchObject({ status: "canceled", succeeded: 4, untouched: 6 });
});
