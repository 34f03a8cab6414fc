import { afterAll, beforeAll, expect, test } from "vitest";
import { lowestIdAt } from "#lib/db/id-at.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { requestQuery } from "#lib/domain/api/requests.ts";
import { encodeCursor } from "#lib/domain/cursor.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { rowsRead } from "#lib/testing/rows-read.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { requestPageStatement } from "./request-page-statement.ts";

const ROWS = 50_000;
/** A page is 51 rows; what a statement touches beside them must not grow with the tables. */
const MOST_ROWS = 1_000;
const EVENT = "00000000-0000-7000-8000-00000000000e";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const busy = await insertSource(database.pool, "asset", "busy");
  const rare = await insertSource(database.pool, "abound", "rare", { environment: "sandbox" });
  await database.pool.query(EVENTS, [busy, rare, ROWS]);
  await database.pool.query(REJECTED, [busy, ROWS / 5]);
  await database.pool.query(DUPLICATES);
  await database.pool.query("UPDATE events SET id = $1 WHERE provider_key = 'key-77'", [EVENT]);
  await database.pool.query("ANALYZE");
}, 120_000);

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

const ID_AT =
  "encode(substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) || '\\x7000'::bytea || '\\x8000'::bytea || substring(uuid_send(gen_random_uuid()) from 11), 'hex')::uuid";

// One event a minute going back, one in a hundred of them accepted later; the oldest ten are all that a source sent.
const EVENTS = `
INSERT INTO events (id, source_id, provider_key, body_hash, type, received_at, last_seen_at, flags, door,
  verification_scheme, verification_via, verification_key, body_size)
SELECT ${ID_AT}, CASE WHEN n > $3::int - 10 THEN $2::uuid ELSE $1::uuid END, 'key-' || n, '', 'TYPE', at, at, '{}', 'receiver',
  'hmac', 'raw', 'key', CASE WHEN n % 100 <> 50 THEN 400 END
FROM (SELECT n, now() - n * interval '1 minute' AS at FROM generate_series(1, $3::int) AS n) AS numbered`;

const REJECTED = `
INSERT INTO requests (id, source_id, slug, door, outcome, status, cause, received_at, headers, body_size)
SELECT ${ID_AT}, $1::uuid, 'busy', 'receiver', 'rejected', 401, 'bad_signature', at, '[]', 400
FROM (SELECT n, now() - n * interval '5 minutes' AS at FROM generate_series(1, $2::int) AS n) AS numbered`;

const DUPLICATES = `
INSERT INTO requests (id, source_id, slug, door, outcome, status, received_at, event_id, is_duplicate, body_size)
SELECT ${ID_AT}, source_id, 'busy', 'receiver', 'accepted', 200, at, id, true, 400
FROM (SELECT *, received_at + interval '1 minute' AS at FROM events WHERE provider_key LIKE '%777') AS again`;

const middle = encodeCursor({ kind: "list", id: lowestIdAt(new Date(Date.now() - (ROWS / 2) * 60_000)) });

async function rowsReadOf(text: string): Promise<number> {
  const parsed = parseQuery(requestQuery, new URLSearchParams(text));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return rowsRead(await requestPageStatement(parsed.query, new Date()));
}

test.each([
  "",
  `cursor=${middle}`,
  "source=busy",
  "source=rare",
  "environment=sandbox",
  "environment=production",
  "outcome=accepted",
  `outcome=accepted&cursor=${middle}`,
  "outcome=accepted&source=busy",
  "outcome=accepted&source=rare",
  "outcome=rejected",
  "outcome=rejected&source=busy",
  "cause=bad_signature",
  "from=-1d",
  "to=-20d&outcome=accepted",
  "from=-20d&to=-19d",
  "from=-20d&to=-19d&source=busy",
  `eventId=${EVENT}`,
])("50,000 accepted and 10,000 rejected requests: the filter %s reads few rows", async (text) => {
  const read = await rowsReadOf(text);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(MOST_ROWS);
});
