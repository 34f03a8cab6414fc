import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { workCountQuery, workQuery } from "#lib/domain/api/work.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents, type TestEvent } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { countWork } from "./count-work.ts";
import { listWork } from "./list-work.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date("2026-11-21T12:00:00.000Z");
const viewer = testActor("viewer");

let database: TestDatabase;
let asset: string;
let abound: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  abound = await insertSource(database.pool, "abound", "abound", { environment: "sandbox" });
});
afterAll(async () => {
  await closeReadPool();
  await database.close();
});
beforeEach(() => emptyState(database.pool));

function ago(ms: number): Date {
  return new Date(NOW.getTime() - ms);
}

async function happen(...events: TestEvent[]): Promise<string[]> {
  const ids = await insertEvents(database.pool, events);
  await projectEvents(database.pool);
  return ids;
}

function read(text = "", now = NOW) {
  const parsed = parseQuery(workQuery, new URLSearchParams(text));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return listWork(viewer, parsed.query, now);
}

async function titles(text = "", now = NOW): Promise<string[]> {
  return (await read(text, now)).data.map(({ title }) => title);
}

function connection(type: string, at: Date, businessId = "biz_1", accountId = "acc_1"): TestEvent {
  return assetEvent(asset, `PLAID_ACCOUNT_${type}`, { businessId, accountId, at });
}

function tasks(at: Date, ...taskTypes: string[]): TestEvent {
  return assetEvent(asset, "TASK_REQUEST", { businessId: "biz_1", taskTypes, at });
}

function payment(status: string, at: Date, message?: string, resourceId = "pay_1"): TestEvent {
  const given = { userId: "user_1", resourceId, status, at };
  return aboundEvent(abound, "taxPayments.updated", message === undefined ? given : { ...given, message });
}

describe("an expired connection", () => {
  test("is one item that says that no reconnect task is open", async () => {
    const [eventId] = await happen(connection("EXPIRED", ago(9 * DAY)));
    const { data } = await read();
    expect(data).toMatchObject([
      {
        key: "connection_expired:asset:biz_1:acc_1",
        kind: "connection_expired",
        title: "Bank connection expired 9 d ago, no reconnect task",
        businessId: "biz_1",
        accountId: "acc_1",
        since: ago(9 * DAY).toISOString(),
        decidedBy: [eventId],
        url: "/businesses/biz_1?source=asset",
        annotation: { version: 0, isSnoozed: false, assigneeId: null },
      },
    ]);
  });

  test("is one item together with its reconnect task, and says when the owner was last reminded", async () => {
    await happen(
      connection("EXPIRED", ago(20 * DAY)),
      tasks(ago(19 * DAY), "reconnect_account"),
      tasks(ago(3 * DAY), "reconnect_account"),
    );
    expect(await titles()).toEqual(["Bank connection expired 20 d ago, owner last reminded 3 d ago"]);
  });

  test("leaves room for the other tasks of the business", async () => {
    await happen(connection("EXPIRED", ago(20 * DAY)), tasks(ago(19 * DAY), "reconnect_account", "request_receipt"));
    expect(await titles()).toEqual([
      "Bank connection expired 20 d ago, owner last reminded 19 d ago",
      "Tasks open ≥ 19 d: reconnect account, receipt",
    ]);
  });

  test.each([
    ["connected again", () => connection("CONNECTED", ago(DAY))],
    ["synced later", () => assetEvent(asset, "PLAID_TRANSACTIONS_SYNCED", about({ accountId: "acc_1", at: ago(DAY) }))],
    ["of a business that was deactivated", () => assetEvent(asset, "BUSINESS_DEACTIVATED", about({ at: ago(DAY) }))],
  ])("needs nobody once it is %s", async (_, later) => {
    await happen(connection("EXPIRED", ago(9 * DAY)));
    expect(await titles()).toHaveLength(1);
    await happen(later());
    expect(await titles()).toEqual([]);
  });
});

function about<Given extends object>(given: Given): Given & { businessId: string } {
  return { businessId: "biz_1", ...given };
}

describe("an Abound resource", () => {
  test("in error says the fix to give and the next IRS date", async () => {
    await happen(payment("error", ago(HOUR), "paymentMethodError"));
    expect((await read()).data).toMatchObject([
      {
        key: "payment_error:abound:user_1:taxPayments:pay_1",
        title: "Tax payment in error: paymentMethodError",
        todo: "The account or routing number is wrong. Add a new payment method, then create a new payment with it. Next IRS date: 15 Jan 2027.",
        url: "/users/user_1?source=abound",
      },
    ]);
  });

  test("with two final statuses, one of them an error, is one item", async () => {
    await happen(payment("error", ago(2 * HOUR), "userError"), payment("done", ago(HOUR)));
    expect(await titles()).toEqual(["Tax payment in error: userError, also received: unclear"]);
  });

  test("with two final statuses without an error is unclear", async () => {
    await happen(payment("cancelled", ago(2 * HOUR)), payment("done", ago(HOUR)));
    expect((await read()).data).toMatchObject([{ kind: "unclear", title: "Resource unclear: cancelled and done" }]);
  });

  test("that is a document in error needs a person until a later done", async () => {
    const document = (status: string, at: Date, message: string) =>
      aboundEvent(abound, "documents.updated", { userId: "user_1", resourceId: "doc_1", status, message, at });
    const [errorId] = await happen(
      document("error", ago(5 * HOUR), "payerError"),
      document("pending", ago(3 * HOUR), "resent"),
    );
    expect((await read()).data).toMatchObject([
      {
        kind: "document_error",
        title: "Document in error: payerError, also received: pending",
        since: ago(5 * HOUR).toISOString(),
        decidedBy: [errorId],
      },
    ]);
    await happen(document("done", ago(HOUR), "filed"));
    expect(await titles()).toEqual([]);
  });

  test("that is a payment is stuck after 48 hours, not before", async () => {
    await happen(payment("pending", ago(47 * HOUR)));
    expect(await titles()).toEqual([]);
    expect(await titles("", new Date(NOW.getTime() + 2 * HOUR))).toEqual(["Tax payment still pending after 2 d"]);
    await happen(payment("done", ago(HOUR)));
    expect(await titles("", new Date(NOW.getTime() + 2 * HOUR))).toEqual([]);
  });
});

describe("a business", () => {
  test("with tasks open for seven days needs a person until they are completed", async () => {
    await happen(tasks(ago(7 * DAY), "request_receipt"));
    expect(await titles("", ago(HOUR))).toEqual([]);
    expect(await titles()).toEqual(["Tasks open ≥ 7 d: receipt"]);
    await happen(assetEvent(asset, "TASKS_REQUEST_COMPLETED", about({ at: ago(HOUR) })));
    expect(await titles()).toEqual([]);
  });

  test("without a connection needs a person from the first to the thirtieth day", async () => {
    await happen(assetEvent(asset, "BUSINESS_CREATED", about({ at: ago(2 * DAY), externalId: "ext-1" })));
    expect(await titles()).toEqual(["Created 2 d ago, no bank connection reported yet"]);
    expect(await titles("", ago(DAY + HOUR))).toEqual([]);
    expect(await titles("", new Date(NOW.getTime() + 29 * DAY))).toEqual([]);
    await happen(connection("CONNECTED", ago(HOUR)));
    expect(await titles()).toEqual([]);
  });

  test("that sends events after its deactivation needs a person until it is active again", async () => {
    await happen(
      assetEvent(asset, "BUSINESS_DEACTIVATED", about({ at: ago(9 * DAY) })),
      assetEvent(asset, "PLAID_TRANSACTIONS_SYNCED", about({ accountId: "acc_1", at: ago(2 * HOUR) })),
    );
    expect(await titles()).toEqual(["Deactivated 9 d ago, still sends events: 1 since, last 2 h ago"]);
    await happen(assetEvent(asset, "BUSINESS_ACTIVATED", about({ at: ago(HOUR) })));
    expect(await titles()).toEqual([]);
  });

  test("and its connection are unclear while two events carry the same time", async () => {
    await happen(
      assetEvent(asset, "BUSINESS_ACTIVATED", about({ at: ago(DAY) })),
      assetEvent(asset, "BUSINESS_DEACTIVATED", about({ at: ago(DAY) })),
      connection("EXPIRED", ago(2 * DAY)),
      connection("CONNECTED", ago(2 * DAY)),
    );
    expect((await read()).data.map(({ key }) => key)).toEqual(["unclear:asset:biz_1:acc_1", "unclear:asset:biz_1"]);
    await happen(assetEvent(asset, "BUSINESS_ACTIVATED", about({ at: ago(HOUR) })), connection("CONNECTED", ago(HOUR)));
    expect(await titles()).toEqual([]);
  });
});

describe("the queue", () => {
  const mixed = () => [
    connection("EXPIRED", ago(2 * DAY)),
    connection("EXPIRED", ago(5 * DAY), "biz_2", "acc_2"),
    payment("error", ago(3 * DAY), "userError"),
    assetEvent(asset, "BUSINESS_CREATED", { businessId: "biz_3", externalId: "ext-3", at: ago(20 * DAY) }),
    payment("created", ago(10 * DAY), undefined, "pay_2"),
  ];

  test("puts urgent items first, then the oldest, and goes on behind a cursor", async () => {
    await happen(...mixed());
    const keys: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await read(`limit=2${cursor}`);
      keys.push(...page.data.map(({ key }) => key));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(keys).toEqual([
      "connection_expired:asset:biz_2:acc_2",
      "payment_error:abound:user_1:taxPayments:pay_1",
      "connection_expired:asset:biz_1:acc_1",
      "no_connection:asset:biz_3",
      "payment_stuck:abound:user_1:taxPayments:pay_2",
    ]);
  });

  test.each([
    ["kind=connection_expired,payment_stuck", 3],
    ["source=abound", 2],
    ["environment=production", 3],
    ["q=ext-3", 1],
    ["q=acc_", 2],
    ["q=Ada", 1],
    ["assignee=none", 5],
    ["assignee=00000000-0000-7000-8000-000000000000", 0],
    ["snoozed=only", 0],
    ["snoozed=all", 5],
  ])("filters by %s", async (text, count) => {
    await happen(...mixed());
    await database.pool.query(`INSERT INTO directory_entries (id, business_id, display_name, updated_by)
      VALUES (gen_random_uuid(), 'biz_2', 'Ada Stores', 'test') ON CONFLICT DO NOTHING`);
    expect(await titles(text)).toHaveLength(count);
  });

  test("names a business by the directory", async () => {
    await happen(connection("EXPIRED", ago(DAY), "biz_2", "acc_2"));
    expect((await read()).data).toMatchObject([{ displayName: "Ada Stores" }]);
  });

  test.each(["kind=nonsense", "assignee=somebody", "snoozed=maybe", "cursor=abc"])("refuses %s", (text) => {
    expect(parseQuery(workQuery, new URLSearchParams(text)).kind).toBe("invalid");
  });

  test.each([
    ["of another list", '["2026-11-21T12:00:00.000000Z","since","x"]'],
    ["of the year 0", '["0000-01-01T00:00:00.000000Z","urgent","x"]'],
    ["of 30 February", '["2026-02-30T00:00:00.000000Z","urgent","x"]'],
  ])("refuses a cursor %s", async (_, text) => {
    const cursor = Buffer.from(text).toString("base64url");
    await expect(read(`cursor=${cursor}`)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("is counted by kind, with the oldest and the address of its items", async () => {
    await happen(...mixed());
    const counted = await countWork(viewer, workCountQuery.parse({}), NOW);
    expect(counted.total).toBe(5);
    expect(counted.data).toMatchObject([
      {
        kind: "connection_expired",
        count: 2,
        unaskedCount: 2,
        oldestAt: ago(5 * DAY).toISOString(),
        title: "2 connections are expired, no reconnect task.",
        url: "/work?kind=connection_expired",
      },
      { kind: "payment_error", count: 1 },
      { kind: "payment_stuck", count: 1 },
      { kind: "no_connection", count: 1 },
    ]);
    const sandbox = await countWork(viewer, workCountQuery.parse({ environment: "sandbox" }), NOW);
    expect(sandbox).toMatchObject({ total: 2, data: [{ url: "/work?kind=payment_error&environment=sandbox" }, {}] });
  });

  test("of 2,000 items among 20,000 connections opens in a fraction of a second", async () => {
    await database.pool.query(
      `INSERT INTO businesses (source_id, business_id, status, event_count, first_event_at, last_event_at)
       SELECT $1, 'biz_' || n, 'created', 1, now(), now() FROM generate_series(1, 20000) AS n`,
      [asset],
    );
    await database.pool.query(
      `INSERT INTO connections (source_id, business_id, account_id, state, since, decided_by, last_seen_at)
       SELECT $1, 'biz_' || n, 'acc_' || n, CASE WHEN n % 10 = 0 THEN 'expired' ELSE 'connected' END,
         $2::timestamptz - n * interval '1 minute', ARRAY[gen_random_uuid()], now() FROM generate_series(1, 20000) AS n`,
      [asset, NOW.toISOString()],
    );
    await database.pool.query("ANALYZE businesses, connections");
    const started = performance.now();
    const page = await read("limit=200");
    const { total } = await countWork(viewer, workCountQuery.parse({}), NOW);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(page.data).toHaveLength(200);
    expect(total).toBe(2_000);
  });
});
