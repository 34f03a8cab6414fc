import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { type SeededQuestions, seedQuestions } from "#lib/testing/seed-questions.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { QUESTION_ANSWERS, questionOutage } from "./question-answers.ts";
import { questionBody } from "./sign-questions.ts";

let database: TestDatabase;
let seeded: SeededQuestions;

beforeAll(async () => {
  database = await openTestDatabase();
  seeded = await seedQuestions({ pool: database.pool, secret: TEST_SECRET }, new Date());
  await projectEvents(database.pool);
});
afterAll(() => database.close());

/** The rows as lists of values, or the values where there is one column. */
async function ask(sql: string, values: unknown[] = []): Promise<unknown[]> {
  const { rows } = await database.pool.query({ text: sql, values, rowMode: "array" });
  return rows.map((row: unknown[]) => (row.length === 1 ? row[0] : row));
}

const EXPIRED = "FROM connections c JOIN businesses b USING (source_id, business_id) WHERE c.state = 'expired'";
const OPEN = "FROM task_lists WHERE state <> 'completed'";

test("1 to 6: connections", async () => {
  const inUse = `SELECT account_id ${EXPIRED} AND b.status <> 'inactive'`;
  expect(await ask(`${inUse} ORDER BY c.since`)).toEqual(QUESTION_ANSWERS[1]);
  expect(await ask(`${inUse} AND c.since < now() - interval '3 days' ORDER BY c.since`)).toEqual(QUESTION_ANSWERS[2]);
  const recovered = "FROM connections WHERE recovered_at > now() - interval '7 days'";
  expect(await ask(`SELECT account_id, recovered_by ${recovered} ORDER BY 1`)).toEqual(QUESTION_ANSWERS[3]);
  const stale = "state NOT IN ('expired', 'disconnected', 'unclear') AND last_sync_at < now() - interval '4 days'";
  expect(await ask(`SELECT account_id FROM connections WHERE ${stale} ORDER BY last_sync_at`)).toEqual(
    QUESTION_ANSWERS[4],
  );
  const endedBy = "CASE state WHEN 'expired' THEN 'plaid' ELSE 'owner' END";
  const ended = `SELECT account_id, ${endedBy} FROM connections WHERE state IN ('expired', 'disconnected')`;
  expect(await ask(`${ended} ORDER BY since`)).toEqual(QUESTION_ANSWERS[5]);
  const yesterday =
    "date_trunc('hour', problem_since) = date_trunc('day', now() - interval '1 day') + interval '14 hours'";
  expect(await ask(`SELECT account_id FROM connections WHERE ${yesterday} ORDER BY problem_since`)).toEqual(
    QUESTION_ANSWERS[6],
  );
});

test("7 to 12: tasks", async () => {
  const old = "open_since < now() - interval '7 days'";
  expect(await ask(`SELECT business_id ${OPEN} AND ${old} ORDER BY open_since`)).toEqual(QUESTION_ANSWERS[7]);
  const owing = `SELECT business_id ${OPEN} AND 'request_statement' = ANY (task_types) ORDER BY open_since`;
  expect(await ask(owing)).toEqual(QUESTION_ANSWERS[8]);
  const blocked = `SELECT business_id ${OPEN} AND task_types = '{reconnect_account}'`;
  expect(await ask(blocked)).toEqual(QUESTION_ANSWERS[9]);
  const asking = `SELECT business_id ${OPEN} AND 'reconnect_account' = ANY (task_types)`;
  expect(await ask(`SELECT c.business_id ${EXPIRED} AND c.business_id NOT IN (${asking})`)).toEqual([
    QUESTION_ANSWERS[10][0][0],
  ]);
  expect(await ask(`${asking} AND business_id NOT IN (SELECT c.business_id ${EXPIRED})`)).toEqual([
    QUESTION_ANSWERS[10][1][0],
  ]);
  const { businessId, days } = QUESTION_ANSWERS[11];
  const seconds = await ask("SELECT state, turnaround_seconds[1] / 86400 FROM task_lists WHERE business_id = $1", [
    businessId,
  ]);
  expect(seconds).toEqual([["completed", days]]);
  const median = "(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY s) FROM unnest(turnaround_seconds) s) / 3600";
  const slow = `SELECT business_id, ${median} FROM task_lists WHERE turnaround_seconds <> '{}' ORDER BY 2 DESC`;
  expect(await ask(slow)).toEqual(QUESTION_ANSWERS[12]);
});

test("13 to 16: businesses", async () => {
  const { businessId, events } = QUESTION_ANSWERS[13];
  const week = "business_id = $1 AND received_at > now() - interval '7 days'";
  expect(await ask(`SELECT provider_key FROM events WHERE ${week} ORDER BY received_at DESC`, [businessId])).toEqual(
    events,
  );
  for (const [externalId, id] of QUESTION_ANSWERS[14]) {
    expect(await ask("SELECT business_id FROM businesses WHERE $1 = ANY (external_ids)", [externalId])).toEqual([id]);
  }
  const late = "SELECT business_id, late_activity_count FROM businesses WHERE status = 'inactive'";
  expect(await ask(`${late} AND late_activity_count > 0`)).toEqual(QUESTION_ANSWERS[15]);
  const unconnected = "business_id NOT IN (SELECT business_id FROM connections)";
  const created = `created_at > now() - interval '7 days' AND ${unconnected}`;
  expect(await ask(`SELECT business_id FROM businesses WHERE ${created} ORDER BY created_at DESC`)).toEqual(
    QUESTION_ANSWERS[16],
  );
});

test("17 to 20: taxes", async () => {
  const { userId, statuses } = QUESTION_ANSWERS[17];
  const updates = "FROM notices WHERE user_id = $1 AND kind = 'resource_updated' ORDER BY seen_at DESC";
  expect(await ask(`SELECT status ${updates}`, [userId])).toEqual(statuses);
  const payments = "FROM resources WHERE resource = 'taxPayments'";
  const errors = await ask(
    `SELECT message, array_agg(resource_id ORDER BY resource_id) ${payments} AND status = 'error' GROUP BY 1`,
  );
  expect(Object.fromEntries(errors as [string, string[]][])).toEqual(QUESTION_ANSWERS[18]);
  const stuck = "status IN ('created', 'pending') AND status_since < now() - interval '48 hours'";
  expect(await ask(`SELECT resource_id, status ${payments} AND ${stuck} ORDER BY status_since`)).toEqual(
    QUESTION_ANSWERS[19],
  );
  const documents = "resource = 'documents' AND status = 'error' AND message = 'payerError'";
  expect(await ask(`SELECT resource_id FROM resources WHERE ${documents} ORDER BY 1`)).toEqual(QUESTION_ANSWERS[20]);
});

test("21 to 25: the integration", async () => {
  const { duplicate, probableRetry } = QUESTION_ANSWERS[21];
  expect(await ask("SELECT provider_key FROM events WHERE duplicates > 0")).toEqual([duplicate]);
  expect(
    await ask("SELECT count(DISTINCT id)::int FROM events WHERE provider_key = ANY ($1)", [probableRetry]),
  ).toEqual([2]);
  const flagged = "SELECT provider_key FROM events WHERE 'probable_retry' = ANY (flags)";
  expect(await ask(flagged)).toEqual([probableRetry[1]]);
  const rejected = await ask("SELECT cause, count(*)::int FROM requests WHERE outcome = 'rejected' GROUP BY 1");
  expect(Object.fromEntries(rejected as [string, number][])).toEqual(QUESTION_ANSWERS[22]);
  const last = await ask(`SELECT DISTINCT ON (s.slug) s.slug, e.provider_key
    FROM events e JOIN sources s ON s.id = e.source_id ORDER BY s.slug, e.received_at DESC`);
  expect(Object.fromEntries(last as [string, string][])).toEqual(QUESTION_ANSWERS[23]);
  const { from, to } = questionOutage(seeded.now);
  expect(await ask("SELECT 1 FROM heartbeats WHERE beat_at > $1 AND beat_at < $2", [from, to])).toEqual([]);
  const around = "received_at BETWEEN $1::timestamptz - interval '1 hour' AND $2::timestamptz + interval '1 hour'";
  expect(await ask(`SELECT business_id FROM events WHERE ${around} ORDER BY received_at`, [from, to])).toEqual(
    QUESTION_ANSWERS[24],
  );
  const exact = seeded.news.find(({ key }) => key === QUESTION_ANSWERS[25].key);
  if (exact === undefined) throw new Error("nobody tells it");
  const bytes = "SELECT convert_from(raw, 'UTF8') FROM bodies WHERE event_id = $1";
  expect(await ask(bytes, [seeded.eventId(exact.key)])).toEqual([questionBody(exact)]);
});
