import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertDestination, insertSource, storeEvents, type TestDestination } from "#lib/testing/delivery-fixtures.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { CLAIM_DELIVERIES } from "./claim-deliveries.ts";
import { COMPLETE_DELIVERIES } from "./complete-deliveries.ts";
import { createPool } from "./pool.ts";

const ROWS = 200_000;
const TAKEN = 64;

let database: TestDatabase;
let queue: pg.Client;
let busy: TestDestination;
let replayedOnly: TestDestination;

/** Both statements are planned while the tables are empty, as on a new installation, and keep that plan. */
beforeAll(async () => {
  database = await openTestDatabase();
  queue = new pg.Client({ connectionString: database.url, options: queueOptions() });
  await queue.connect();
  const source = await insertSource(database.pool);
  busy = await insertDestination(database.pool, { url: "https://sink.test/" });
  replayedOnly = await insertDestination(database.pool, { url: "https://sink.test/", eventTypes: ["NONE"] });
  // All of one event, which leaves out a table to fill; indexes that neither statement may use only cost time.
  await database.pool.query(DROP_REFERENCES);
  await database.pool.query(DROP_OTHER_INDEXES);
  // Nothing may change these tables from here on but their rows, or the plans are made anew.
  await queue.query(`PREPARE claim AS ${CLAIM_DELIVERIES}`);
  await queue.query(`PREPARE complete AS ${COMPLETE_DELIVERIES}`);
  await explain(claim({ room: 1, promised: 1 }));
  await explain(complete([]));
  const [event] = await storeEvents(database.pool, source, ["{}"]);
  await database.pool.query(LIVE, [event, source.id, busy.id, ROWS]);
  await database.pool.query(REPLAYED, [event, source.id, busy.id, ROWS / 10]);
  await database.pool.query(REPLAYED, [event, source.id, replayedOnly.id, 1000]);
  await database.pool.query(ATTEMPTS);
}, 240_000);

afterAll(async () => {
  await queue.end();
  await database.close();
}, 120_000);

function queueOptions(): string {
  const pool = createPool({ url: database.url, name: "options", plans: "by_index" });
  void pool.end();
  return pool.options.options ?? "";
}

const DROP_REFERENCES = `
ALTER TABLE deliveries DROP CONSTRAINT deliveries_event_id_fkey, DROP CONSTRAINT deliveries_destination_id_fkey,
  DROP CONSTRAINT deliveries_replay_id_fkey`;

const DROP_OTHER_INDEXES = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT indexname FROM pg_indexes WHERE tablename = 'deliveries' AND indexname NOT IN
    ('deliveries_pkey', 'deliveries_due_idx', 'deliveries_replay_due_idx', 'deliveries_unfinished_idx', 'deliveries_leased_idx')
  LOOP EXECUTE format('DROP INDEX %I', name); END LOOP;
END $$`;

// Half of the live deliveries are done, a thousand have just come in, and the rest is a backlog.
const LIVE = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, status, webhook_id, received_at, next_attempt_at)
SELECT gen_random_uuid(), $1::uuid, $2::uuid, $3::uuid,
  (CASE WHEN n % 2 = 0 THEN 'succeeded' WHEN n % 3 = 0 THEN 'retry_scheduled' ELSE 'pending' END)::delivery_status,
  $1::uuid, now(), CASE WHEN n < 2000 THEN now() + interval '1 year' ELSE now() - n * interval '1 second' END
FROM generate_series(1, $4::int) AS n`;

const REPLAYED = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at, next_attempt_at)
SELECT gen_random_uuid(), $1::uuid, $2::uuid, $3::uuid, gen_random_uuid(), 'pending', $1::uuid, now(), now() - interval '1 hour'
FROM generate_series(1, $4::int)`;

const ATTEMPTS = `
INSERT INTO attempts (id, delivery_id, event_id, destination_id, number, trigger, fence, started_at, outcome, url, request_headers)
SELECT gen_random_uuid(), id, event_id, destination_id, 1, 'initial', 1, now(), 'succeeded', '', '[]'
FROM deliveries WHERE status = 'succeeded' LIMIT 50000`;

type Plan = {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: Plan[];
};
type Reading = { table: string; index: string; rows: number };

async function explain(statement: string): Promise<Reading[]> {
  const { rows } = await queue.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`);
  return readings(rows[0]["QUERY PLAN"][0].Plan);
}

/** What was read of each table, and by which index. */
function readings(plan: Plan): Reading[] {
  const own: Reading[] = [];
  if (plan["Node Type"].includes("Scan") && plan["Relation Name"] && plan["Actual Loops"] > 0) {
    const perLoop = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
    const index = plan["Index Name"] ?? plan["Node Type"];
    own.push({ table: plan["Relation Name"], index, rows: perLoop * plan["Actual Loops"] });
  }
  return [...own, ...(plan.Plans ?? []).flatMap(readings)];
}

function claim({ room, promised, of = busy }: { room: number; promised: number; of?: TestDestination }): string {
  return `EXECUTE claim ('w', '{${of.id}}', '{${room}}', '{${promised}}', 1, 1, false)`;
}

function complete(ids: readonly string[], isRepeated = false): string {
  const each = (value: string) => `'{${ids.map(() => value).join()}}'`;
  const id = `'{${ids.join()}}'`;
  const columns = [id, id, id, id, each("1"), each("1"), each("initial"), each("NULL"), each("succeeded"), each("0")];
  const rest = ["succeeded", "succeeded", "204", "NULL", "1", "1", "url", "NULL"].map(each);
  const headers = `'[${ids.map(() => "[]").join()}]'`;
  return `EXECUTE complete (${[...columns, ...rest, headers, headers, each("NULL"), isRepeated].join()})`;
}

/** Rows that are read of a table of this size only when the whole of it is. */
const tableRows = (all: readonly Reading[], table: string) =>
  all.filter((reading) => reading.table.startsWith(table)).reduce((sum, { rows }) => sum + rows, 0);

describe("D28: with 220,000 deliveries, by a plan that was made when there were none", () => {
  test("a claim reads what it takes, each part by the partial index that is its own", async () => {
    await database.pool.query(
      `UPDATE deliveries SET next_attempt_at = now(), status = 'pending' WHERE next_attempt_at > now()`,
    );
    const read = await explain(claim({ room: TAKEN, promised: TAKEN / 8 }));
    const due = read.filter(({ index }) => index.includes("due_idx"));
    expect(due.map(({ index, rows }) => [index, rows])).toEqual([
      ["deliveries_replay_due_idx", TAKEN / 8],
      ["deliveries_due_idx", TAKEN / 2 - TAKEN / 16],
      ["deliveries_due_idx", TAKEN / 2 - TAKEN / 16],
    ]);
    expect(tableRows(read, "deliveries")).toBe(2 * TAKEN);
    expect(tableRows(read, "events")).toBe(TAKEN);
    expect(tableRows(read, "bodies")).toBeLessThanOrEqual(TAKEN);
  });

  test("replays take the places that live work leaves", async () => {
    const read = await explain(claim({ room: TAKEN, promised: 0, of: replayedOnly }));
    const replayed = read.filter(({ index }) => index === "deliveries_replay_due_idx");
    expect(replayed.map(({ rows }) => rows)).toEqual([TAKEN]);
    expect(tableRows(read, "deliveries")).toBe(2 * TAKEN);
  });

  test.each([false, true])("results read the deliveries that they are of; repeated: %s", async (isRepeated) => {
    const { rows } = await queue.query("SELECT id FROM deliveries WHERE status = 'in_progress' LIMIT 32");
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBe(32);
    const read = await explain(complete(ids, isRepeated));
    expect(tableRows(read, "deliveries")).toBe(ids.length);
    expect(tableRows(read, "attempts")).toBeLessThanOrEqual(ids.length);
  });

  test("late results, which change nothing, read no more", async () => {
    const { rows } = await queue.query("SELECT id FROM deliveries WHERE status = 'succeeded' LIMIT 32");
    const read = await explain(complete(rows.map(({ id }) => id)));
    expect(tableRows(read, "deliveries")).toBe(32);
    expect(tableRows(read, "attempts")).toBeLessThanOrEqual(64);
  });
});
