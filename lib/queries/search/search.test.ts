import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putDirectory } from "#lib/commands/put-directory.ts";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { search } from "./search.ts";

const viewer = testActor("viewer");
const PLAIN = { replace: false, dryRun: false };
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { pool } = database;
  const asset = await insertSource(pool, "asset", "asset");
  const abound = await insertSource(pool, "abound", "abound");
  await pool.query(
    `INSERT INTO businesses (source_id, business_id, external_id, external_ids, event_count, first_event_at, last_event_at)
     VALUES ($1, 'biz_7Zk2Mq', 'ext-123', '{ext-123,old-99}', 1, now(), now()),
            ($1, 'biz_100%_x', 'ext-1234', '{ext-1234}', 1, now(), now()),
            ($1, 'biz_100aax', NULL, '{}', 1, now(), now())`,
    [asset],
  );
  await pool.query(
    `INSERT INTO connections (source_id, business_id, account_id, state, decided_by, last_seen_at)
     VALUES ($1, 'biz_7Zk2Mq', 'acc_Q9w8', 'connected', '{}', now())`,
    [asset],
  );
  await pool.query(
    "INSERT INTO users (source_id, user_id, event_count, first_event_at, last_event_at) VALUES ($1, 'userId_Ab12', 1, now(), now())",
    [abound],
  );
  await pool.query(
    `INSERT INTO resources (source_id, user_id, resource, resource_id, certainty, also_received, first_received_at,
       status_since, last_received_at, decided_by, last_seen_at)
     VALUES ($1, 'userId_Ab12', 'taxPayments', 'taxPaymentId_55', 'final', '[]', now(), now(), now(), '{}', now())`,
    [abound],
  );
  await insertEvents(pool, [
    {
      sourceId: asset,
      type: "TASK_REQUEST",
      businessId: "biz_7Zk2Mq",
      externalId: "ext-123",
      providerKey: "Req-2026-0001",
    },
    { sourceId: abound, type: "users.updated", userId: "userId_only_event", providerKey: "whr_1732" },
  ]);
  await putDirectory(
    testActor("operator"),
    [
      { row: 1, businessId: "biz_7Zk2Mq", displayName: "Blue Door Bakery" },
      { row: 2, userId: "userId_Ab12", displayName: "Zoë Öztürk" },
      { row: 3, externalId: "not-yet", displayName: "Future Ltd" },
    ],
    PLAIN,
  );
});
afterAll(async () => {
  await closeReadPool();
  await prisma.$disconnect();
  await database.close();
});

const first = async (q: string) => (await search(viewer, q)).data[0];
const ids = async (q: string) => (await search(viewer, q)).data.map(({ id }) => id);

const BAKERY = {
  kind: "business",
  what: "Business",
  title: "Blue Door Bakery",
  detail: "ext-123 · biz_7Zk2Mq · formerly old-99",
  url: "/businesses/biz_7Zk2Mq?source=asset",
};

test.each([
  ["biz_7Zk2Mq", BAKERY],
  ["BIZ_7ZK2MQ", BAKERY],
  ["zk2m", BAKERY],
  ["ext-123", BAKERY],
  ["old-99", BAKERY],
  ["LD-9", BAKERY],
  ["blue door", BAKERY],
  ["bakery", BAKERY],
  [
    "acc_Q9w8",
    { kind: "connection", title: "acc_Q9w8", detail: "of Blue Door Bakery", url: "/connections?accountId=acc_Q9w8" },
  ],
  ["C_q9W", { kind: "connection" }],
  [
    "userId_Ab12",
    { kind: "user", title: "Zoë Öztürk", detail: "userId_Ab12", url: "/users/userId_Ab12?source=abound" },
  ],
  ["öztürk", { kind: "user", title: "Zoë Öztürk" }],
  [
    "taxPaymentId_55",
    { kind: "resource", what: "Tax payment", detail: "of Zoë Öztürk", url: "/resources?resourceId=taxPaymentId_55" },
  ],
  ["PaymentId_5", { kind: "resource" }],
  ["Req-2026-0001", { kind: "event", title: "TASK_REQUEST", detail: "Req-2026-0001" }],
  ["Req-2026", { kind: "event" }],
  ["2026-0001", { kind: "event" }],
  ["userId_only_event", { kind: "user", url: "/events?userId=userId_only_event" }],
  ["future", { kind: "directory", title: "Future Ltd", detail: "not-yet · in no event yet" }],
])("%s leads to what it names", async (q, expected) => {
  expect(await first(q)).toMatchObject(expected);
});

test("a whole id comes before a beginning and a beginning before a part", async () => {
  await database.pool.query("UPDATE businesses SET external_ids = '{zzext-123}' WHERE business_id = 'biz_100aax'");
  expect(await ids("ext-123")).toEqual(["biz_7Zk2Mq", "biz_100%_x", "biz_100aax"]);
});

test("percent, underscore and backslash stand for themselves", async () => {
  expect(await ids("100%")).toEqual(["biz_100%_x"]);
  expect(await ids("100%_")).toEqual(["biz_100%_x"]);
  expect(await ids("100_")).toEqual([]);
  expect(await ids("100\\")).toEqual([]);
});

test("a thing is listed once, and at most ten of a kind are", async () => {
  const all = await ids("biz_");
  expect(new Set(all).size).toBe(all.length);
  await database.pool.query(
    `INSERT INTO users (source_id, user_id, event_count, first_event_at, last_event_at)
     SELECT id, 'many_' || n, 1, now(), now() FROM sources, generate_series(1, 30) n WHERE slug = 'abound'`,
  );
  expect(await ids("many_")).toHaveLength(10);
  expect((await ids("many_30"))[0]).toBe("many_30");
});

test("who may not read state is led to events only", async () => {
  const { Actor } = await import("#lib/auth/actor.ts");
  const actor = Actor.issue({
    kind: "api_key",
    id: null,
    label: "key",
    role: null,
    permissions: ["event:read"],
    remoteAddress: null,
    requestId: "r",
  });
  expect((await search(actor, "biz_7Zk2Mq")).data).toMatchObject([
    { kind: "business", url: "/events?businessId=biz_7Zk2Mq" },
  ]);
});

describe("with 10,000 businesses, 30,000 connections and 100,000 resources", () => {
  beforeAll(async () => {
    await database.pool.query(`
      INSERT INTO businesses (source_id, business_id, external_id, external_ids, event_count, first_event_at, last_event_at)
      SELECT id, 'biz_' || md5('b' || n), 'customer-' || n, ARRAY['customer-' || n], 1, now(), now()
      FROM sources, generate_series(1, 10000) n WHERE slug = 'asset';
      INSERT INTO connections (source_id, business_id, account_id, state, decided_by, last_seen_at)
      SELECT id, 'biz_' || md5('b' || n % 10000), 'acc_' || md5('a' || n), 'connected', '{}', now()
      FROM sources, generate_series(1, 30000) n WHERE slug = 'asset';
      INSERT INTO users (source_id, user_id, event_count, first_event_at, last_event_at)
      SELECT id, 'userId_' || md5('u' || n), 1, now(), now() FROM sources, generate_series(1, 10000) n WHERE slug = 'abound';
      INSERT INTO resources (source_id, user_id, resource, resource_id, certainty, also_received, first_received_at,
        status_since, last_received_at, decided_by, last_seen_at)
      SELECT id, 'userId_' || md5('u' || n % 10000), 'documents', 'docId_' || md5('r' || n), 'final', '[]', now(), now(), now(), '{}', now()
      FROM sources, generate_series(1, 100000) n WHERE slug = 'abound';
      INSERT INTO directory_entries (id, business_id, external_id, display_name, updated_by)
      SELECT gen_random_uuid(), 'biz_' || md5('b' || n), 'customer-' || n, 'Bakery number ' || n, 'test' FROM generate_series(1, 10000) n`);
    await database.pool.query("VACUUM ANALYZE");
  }, 60_000);

  test.each(["biz_7Zk2Mq", "customer-77", "nothing has this", "bakery number 9", "5c4f", "docId_", "a"])(
    "a search for %s takes a fraction of a second",
    async (q) => {
      const times: number[] = [];
      for (let run = 0; run < 5; run += 1) {
        const started = performance.now();
        expect((await search(viewer, q)).isIncomplete).toBe(false);
        times.push(performance.now() - started);
      }
      expect(Math.min(...times)).toBeLessThan(500);
    },
  );
});
