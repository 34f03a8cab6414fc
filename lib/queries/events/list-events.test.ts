import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { listEvents } from "./list-events.ts";

let database: TestDatabase;
let asset: string;
let abound: string;
const actor = testActor("viewer");
const old = new Date(Date.now() - 3 * 86_400_000);

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  abound = await insertSource(database.pool, "abound", "abound-test", { environment: "sandbox" });
  await insertDestination(database.pool, "Plaid only", { eventTypes: ["PLAID_*"] });
  await insertEvents(database.pool, [
    { sourceId: asset, type: "PLAID_ACCOUNT_EXPIRED", businessId: "biz_1", subject: "lni_1", receivedAt: old },
    {
      sourceId: asset,
      type: "PLAID_ACCOUNT_CONNECTED",
      businessId: "biz_1",
      externalId: "ext-100%_sure",
      subject: "lni_1",
    },
    { sourceId: asset, type: "TASK_REQUEST", businessId: "biz_2", providerKey: "0123456789abcdef", flags: ["late"] },
    {
      sourceId: abound,
      type: "users.updated",
      userId: "userId_9",
      payloadJson: '{"content":{"account_id":"acc"},"n":1.10}',
    },
    {
      sourceId: abound,
      type: "taxes.updated",
      userId: "userId_9",
      providerKey: "C:\\temp",
      flags: ["late", "simulated"],
    },
  ]);
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function typesOf(search: string): Promise<string[]> {
  return (await pageOf(search)).data.map((event) => event.type);
}

async function pageOf(search: string) {
  const parsed = parseEventQuery(new URLSearchParams(search));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return listEvents(actor, parsed.query);
}

test("the newest events come first, wherever they came from", async () => {
  expect(await typesOf("")).toEqual([
    "taxes.updated",
    "users.updated",
    "TASK_REQUEST",
    "PLAID_ACCOUNT_CONNECTED",
    "PLAID_ACCOUNT_EXPIRED",
  ]);
});

test.each([
  ["source=asset&type=PLAID_*", ["PLAID_ACCOUNT_CONNECTED", "PLAID_ACCOUNT_EXPIRED"]],
  ["type=TASK_REQUEST,users.*", ["users.updated", "TASK_REQUEST"]],
  ["source=nobody", []],
  ["type=NONE_*", []],
  ["provider=abound", ["taxes.updated", "users.updated"]],
  ["environment=production&type=*_CONNECTED", ["PLAID_ACCOUNT_CONNECTED"]],
  ["environment=sandbox&userId=userId_9&limit=1", ["taxes.updated"]],
  ["businessId=biz_1&from=-1h", ["PLAID_ACCOUNT_CONNECTED"]],
  ["to=-1d", ["PLAID_ACCOUNT_EXPIRED"]],
  ["subjectId=lni_1&type=*EXPIRED", ["PLAID_ACCOUNT_EXPIRED"]],
  ["externalId=ext-100%25_sure", ["PLAID_ACCOUNT_CONNECTED"]],
  ["flag=late", ["taxes.updated", "TASK_REQUEST"]],
  ["flag=simulated&source=abound-test", ["taxes.updated"]],
  ["delivery=pending", ["PLAID_ACCOUNT_CONNECTED", "PLAID_ACCOUNT_EXPIRED"]],
  ["delivery=succeeded", []],
  ["delivery=none&provider=asset", ["TASK_REQUEST"]],
  ["path=content.account_id&value=acc", ["users.updated"]],
  ["path=n&value=1.10", ["users.updated"]],
  ["path=content&value=acc", []],
])("the filter %s finds exactly its events", async (search, types) => {
  expect(await typesOf(search)).toEqual(types);
});

test.each([
  ["%", ["PLAID_ACCOUNT_CONNECTED"]],
  ["100%_s", ["PLAID_ACCOUNT_CONNECTED"]],
  ["\\", ["taxes.updated"]],
  ["' OR 1=1 --", []],
  ["tax", ["taxes.updated"]],
  ["TASK_req", ["TASK_REQUEST"]],
  ["0123456789ABCDEF", []],
  ["0123456789abcdef", ["TASK_REQUEST"]],
  ["\u202eשלום", []],
])("A26: the search text %s is taken literally", async (q, types) => {
  expect(await typesOf(new URLSearchParams({ q }).toString())).toEqual(types);
});

test("a row carries its source, its verification and how many deliveries have which status", async () => {
  const { data } = await pageOf("type=PLAID_ACCOUNT_CONNECTED");
  expect(data[0]).toMatchObject({
    source: "asset",
    provider: "asset",
    environment: "production",
    businessId: "biz_1",
    duplicates: 0,
    verification: { scheme: "hmac-sha256", via: "raw", key: "test key" },
    deliveries: { pending: 1 },
  });
});

test("pages follow each other without a gap or a repetition, also while events arrive", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await pageOf(`limit=2${cursor === null ? "" : `&cursor=${cursor}`}`);
    seen.push(...page.data.map((event) => event.type));
    if (cursor === null) await insertEvents(database.pool, [{ sourceId: asset, type: "BUSINESS_CREATED" }]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});

test("the pull feed never skips a transaction that commits late", async () => {
  const slow = await database.pool.connect();
  await slow.query("BEGIN");
  await slow.query("SELECT pg_current_xact_id()");
  const [later] = await insertEvents(database.pool, [{ sourceId: asset, type: "LATER" }]);
  const before = await pageOf("order=asc&limit=200");
  expect(before.data.map((event) => event.id)).not.toContain(later);
  await slow.query(
    `INSERT INTO events (id, source_id, provider_key, body_hash, type, received_at, last_seen_at, flags, door,
       verification_scheme, verification_via, verification_key)
     SELECT gen_random_uuid(), $1, 'slow', '', 'SLOW', now(), now(), '{}', 'receiver', '', 'raw', ''`,
    [asset],
  );
  await slow.query("COMMIT");
  slow.release();
  const after = await pageOf(`order=asc&limit=200&cursor=${before.nextCursor}`);
  expect(after.data.map((event) => event.type)).toEqual(["SLOW", "LATER"]);
  const end = await pageOf(`order=asc&cursor=${after.nextCursor}`);
  expect(end).toEqual({ data: [], nextCursor: after.nextCursor });
  await database.pool.query("DELETE FROM events WHERE type = 'SLOW'");
});

test("a transaction that is open in another database does not hold the pull feed up", async () => {
  const other = await openTestDatabase({ isEmpty: true });
  const slow = await other.pool.connect();
  await slow.query("BEGIN");
  await slow.query("SELECT pg_current_xact_id()");
  const [id] = await insertEvents(database.pool, [{ sourceId: asset, type: "BESIDE" }]);
  const { data } = await pageOf("order=asc&type=BESIDE");
  await slow.query("ROLLBACK");
  slow.release();
  await other.close();
  expect(data.map((event) => event.id)).toEqual([id]);
});

test("the pull feed takes the filters of the list", async () => {
  const page = await pageOf("order=asc&source=asset&type=PLAID_*");
  expect(page.data.map((event) => event.type)).toEqual(["PLAID_ACCOUNT_EXPIRED", "PLAID_ACCOUNT_CONNECTED"]);
});

test("a search that takes longer than two seconds is refused with advice", async () => {
  const locker = await database.pool.connect();
  await locker.query("BEGIN");
  await locker.query("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
  const failure = await pageOf("q=zzz").catch((error: unknown) => error);
  await locker.query("ROLLBACK");
  locker.release();
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: "refused", message: expect.stringContaining("Narrow it") });
});
