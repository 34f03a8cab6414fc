import { afterAll, beforeAll, expect, test } from "vitest";
import { exactTextCondition, textCondition } from "#lib/db/events/event-conditions.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { lowestIdAt } from "#lib/db/id-at.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { encodeCursor } from "#lib/domain/cursor.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { rowsRead } from "#lib/testing/rows-read.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { eventPageStatement } from "./event-page-statement.ts";

const ROWS = 50_000;
/** A page is 51 rows; what a statement touches beside them must not grow with the table. */
const MOST_ROWS = 4_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const asset = await insertSource(database.pool, "asset", "asset");
  const abound = await insertSource(database.pool, "abound", "abound", { environment: "sandbox" });
  const ledger = await insertDestination(database.pool, "Ledger");
  await database.pool.query("UPDATE destinations SET id = $2 WHERE id = $1", [ledger, LEDGER]);
  await database.pool.query(EVENTS, [asset, abound, ROWS]);
  await database.pool.query(DELIVERIES, [LEDGER]);
  await database.pool.query(UNROUTED);
  await database.pool.query(REPLAYED);
  await database.pool.query(
    "INSERT INTO bodies (event_id, received_at, raw, headers, payload) SELECT id, received_at, '', '[]', jsonb_build_object('n', business_id) FROM events",
  );
  await database.pool.query("ANALYZE");
}, 120_000);

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

// One event a minute going back; one in ten thousand is of a rare type, flagged or dead-lettered.
const EVENTS = `
INSERT INTO events (id, source_id, provider_key, body_hash, type, business_id, external_id, user_id, subject, received_at,
  last_seen_at, flags, door, verification_scheme, verification_via, verification_key)
SELECT encode(substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) || '\\x7000'::bytea || '\\x8000'::bytea || substring(uuid_send(gen_random_uuid()) from 11), 'hex')::uuid,
  CASE WHEN n % 20 = 0 THEN $2::uuid ELSE $1::uuid END, 'key-' || n, '',
  CASE WHEN n % 10000 = 5000 THEN 'RARE' ELSE 'TYPE_' || n % 7 END, 'biz_' || n % 1000, 'ext-' || n % 1000, 'user_' || n % 1000,
  'subject-' || n % 1000, at, at, CASE WHEN n % 10000 = 6000 THEN '{late}'::text[] ELSE '{}' END, 'receiver', 'hmac', 'raw', 'key'
FROM (SELECT n, now() - n * interval '1 minute' AS at FROM generate_series(1, $3::int) AS n) AS numbered`;

const DELIVERIES = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, status, webhook_id, received_at)
SELECT gen_random_uuid(), id, source_id, $1, (CASE WHEN provider_key LIKE '%7000' THEN 'dead_lettered' WHEN provider_key LIKE '%1' THEN 'held' ELSE 'succeeded' END)::delivery_status,
  id, received_at FROM events WHERE provider_key NOT LIKE '%9'`;

// Three of them in all, the newest of them among the oldest.
const UNROUTED = `
INSERT INTO unrouted_events (event_id) SELECT id FROM events WHERE provider_key IN ('key-49999', 'key-45009', 'key-44999')`;

// A replay of old events, some of which failed, some of which were never sent.
const LEDGER = "00000000-0000-7000-8000-00000000000b";
const REPLAY = "00000000-0000-7000-8000-00000000000a";
const REPLAYED = `
WITH replay AS (
  INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ('${REPLAY}', '{}', '{}', 'canceled', 'x')
), item AS (
  INSERT INTO replay_items (replay_id, destination_id, place, event_id)
  SELECT '${REPLAY}', d.id, row_number() OVER (ORDER BY e.id), e.id
  FROM events e, destinations d WHERE e.received_at < now() - interval '10 days' AND e.provider_key LIKE '%3'
)
INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at)
SELECT gen_random_uuid(), e.id, e.source_id, d.id, '${REPLAY}',
  (CASE WHEN provider_key LIKE '%33' THEN 'dead_lettered' ELSE 'succeeded' END)::delivery_status, e.id, e.received_at
FROM events e, destinations d
WHERE e.received_at < now() - interval '12 days' AND e.provider_key LIKE '%3'`;

/** How many rows the list with this filter reads. */
async function rowsReadOf(search: string, extra: Prisma.Sql[] = []): Promise<number> {
  const parsed = parseEventQuery(new URLSearchParams(search));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const statement = await eventPageStatement(parsed.query, extra, new Date());
  return statement === null ? 0 : rowsRead(statement);
}

const middle = encodeCursor({ kind: "list", id: lowestIdAt(new Date(Date.now() - (ROWS / 2) * 60_000)) });

test.each([
  "",
  `cursor=${middle}`,
  "source=abound",
  "environment=sandbox",
  "provider=asset&environment=production",
  "type=TYPE_3",
  "type=RARE",
  "type=TYPE_*",
  "source=abound&type=TYPE_1,TYPE_2",
  `source=abound&type=RARE&cursor=${middle}`,
  "businessId=biz_77",
  "externalId=ext-77",
  "userId=user_77",
  "subjectId=subject-77",
  "businessId=biz_77&type=TYPE_*&environment=production",
  "flag=late",
  "flag=late&source=asset",
  "delivery=dead_lettered",
  "delivery=dead_lettered&source=asset&type=TYPE_*",
  "delivery=held",
  `delivery=held&cursor=${middle}`,
  "delivery=held&type=TYPE_*&from=-20d",
  "delivery=succeeded",
  "delivery=none",
  "delivery=none&from=-40d",
  "delivery=none&source=asset&type=TYPE_*",
  "delivery=none&businessId=biz_999",
  `delivery=succeeded&destinationId=${LEDGER}`,
  `delivery=dead_lettered&destinationId=${LEDGER}`,
  `delivery=none&destinationId=${LEDGER}`,
  `destinationId=${LEDGER}&type=TYPE_3`,
  `replayId=${REPLAY}`,
  `replayId=${REPLAY}&cursor=${middle}`,
  `replayId=${REPLAY}&delivery=none`,
  `replayId=${REPLAY}&delivery=dead_lettered&destinationId=${LEDGER}`,
  `replayId=${REPLAY}&delivery=succeeded&type=TYPE_*`,
  `replayId=${REPLAY}&businessId=biz_3`,
  "from=2020-01-01&to=-20d",
  "from=-20d&to=-19d&source=abound",
  "businessId=biz_77&path=n&value=biz_77",
])("50,000 events: the filter %s reads few rows", async (search) => {
  const read = await rowsReadOf(search);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(MOST_ROWS);
});

test("a whole id is found through indexes, whatever it is the id of", async () => {
  expect(await rowsReadOf("", [exactTextCondition("subject-77")])).toBeLessThan(MOST_ROWS);
  expect(await rowsReadOf("", [exactTextCondition("key-77")])).toBeLessThan(MOST_ROWS);
});

test("the measure itself notices a search that reads the table", async () => {
  expect(await rowsReadOf("", [textCondition("no-such-text", [])])).toBeGreaterThanOrEqual(ROWS);
});
