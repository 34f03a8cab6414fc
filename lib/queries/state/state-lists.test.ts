import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type * as z from "zod";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { businessQuery } from "#lib/domain/api/businesses.ts";
import { connectionQuery } from "#lib/domain/api/connections.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { resourceQuery } from "#lib/domain/api/resources.ts";
import { taskQuery } from "#lib/domain/api/tasks.ts";
import { userQuery } from "#lib/domain/api/users.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { newId } from "#lib/platform/ids.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { countResourceMessages } from "./count-resource-messages.ts";
import { listBusinesses } from "./list-businesses.ts";
import { listConnections } from "./list-connections.ts";
import { listResources } from "./list-resources.ts";
import { listTasks } from "./list-tasks.ts";
import { listUsers } from "./list-users.ts";

let database: TestDatabase;
const actor = testActor("viewer");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.now();
const ago = (ms: number) => new Date(now - ms);
const noonDaysAgo = (days: number) => new Date(Math.floor(now / DAY) * DAY - days * DAY + DAY / 2);

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const asset = await insertSource(database.pool, "asset", "asset");
  const sandbox = await insertSource(database.pool, "asset", "asset-test", { environment: "sandbox" });
  const abound = await insertSource(database.pool, "abound", "abound");
  await insertEvents(database.pool, [...assetEvents(asset), ...sandboxEvents(sandbox), ...aboundEvents(abound)]);
  await projectEvents(database.pool);
  await insertName({ businessId: "biz_expired", name: "Blue Door Bakery 100%" });
  await insertName({ externalId: "ext-new", name: "Old Mill" });
  await insertName({ userId: "userId_1", businessId: "biz_fresh", name: "Zoë Payne" });
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function insertName(given: { businessId?: string; externalId?: string; userId?: string; name: string }) {
  await database.pool.query(
    `INSERT INTO directory_entries (id, business_id, external_id, user_id, display_name, updated_by) VALUES ($1, $2, $3, $4, $5, 'test')`,
    [newId(), given.businessId ?? null, given.externalId ?? null, given.userId ?? null, given.name],
  );
}

function assetEvents(asset: string) {
  const on = (type: string, given: Parameters<typeof assetEvent>[2]) => assetEvent(asset, type, given);
  return [
    // Expired five days ago, asked to reconnect, and never synced since.
    on("BUSINESS_CREATED", { businessId: "biz_expired", externalId: "ext-1", at: ago(60 * DAY) }),
    on("PLAID_ACCOUNT_CONNECTED", { businessId: "biz_expired", accountId: "lni_a", at: ago(50 * DAY) }),
    on("PLAID_TRANSACTIONS_SYNCED", { businessId: "biz_expired", accountId: "lni_a", at: ago(6 * DAY) }),
    on("PLAID_ACCOUNT_EXPIRED", { businessId: "biz_expired", accountId: "lni_a", at: ago(5 * DAY) }),
    on("TASK_REQUEST", { businessId: "biz_expired", taskTypes: ["reconnect_account"], at: ago(4 * DAY) }),
    // Expired at noon yesterday, back since; another that expired an hour ago and has no task.
    on("BUSINESS_CREATED", { businessId: "biz_back", externalId: "ext-old", at: ago(40 * DAY) }),
    on("BUSINESS_ACTIVATED", { businessId: "biz_back", externalId: "ext-new", at: ago(30 * DAY) }),
    on("PLAID_ACCOUNT_EXPIRED", { businessId: "biz_back", accountId: "lni_b", at: noonDaysAgo(1) }),
    on("PLAID_ACCOUNT_CONNECTED", {
      businessId: "biz_back",
      accountId: "lni_b",
      at: new Date(+noonDaysAgo(1) + 60_000),
    }),
    on("PLAID_ACCOUNT_EXPIRED", { businessId: "biz_back", accountId: "eac_c", at: ago(1000) }),
    on("PLAID_ACCOUNT_EXPIRED", { businessId: "biz_back", accountId: "lni_shared", at: ago(9 * DAY) }),
    on("PLAID_TRANSACTIONS_SYNCED", { businessId: "biz_back", accountId: "lni_shared", at: ago(8 * DAY) }),
    // Deactivated, still active; disconnected by its owner.
    on("BUSINESS_DEACTIVATED", { businessId: "biz_gone", at: ago(20 * DAY) }),
    on("PLAID_ACCOUNT_DISCONNECTED", { businessId: "biz_gone", accountId: "item9", at: ago(10 * DAY) }),
    on("PLAID_ACCOUNT_CONNECTED", { businessId: "biz_gone", accountId: "lni_shared", at: ago(19 * DAY) }),
    // New, nothing connected, one list done in a day and one open for eight days.
    on("BUSINESS_CREATED", { businessId: "biz_fresh", externalId: "50%_off\\x", at: ago(2 * DAY) }),
    on("TASK_REQUEST", { businessId: "biz_fresh", taskTypes: ["receipt"], at: ago(20 * DAY) }),
    on("TASKS_REQUEST_COMPLETED", { businessId: "biz_fresh", at: ago(19 * DAY) }),
    on("TASK_REQUEST", { businessId: "biz_fresh", taskTypes: ["receipt", "request_statement"], at: ago(8 * DAY) }),
    // Asked to reconnect although nothing is wrong; slow before.
    on("PLAID_TRANSACTIONS_SYNCED", { businessId: "biz_fine", accountId: "lni_f", at: ago(HOUR) }),
    on("TASK_REQUEST", { businessId: "biz_fine", taskTypes: ["receipt"], at: ago(29 * DAY) }),
    on("TASKS_REQUEST_COMPLETED", { businessId: "biz_fine", at: ago(24 * DAY) }),
    on("TASK_REQUEST", { businessId: "biz_fine", taskTypes: ["reconnect_account", "receipt"], at: ago(3 * DAY) }),
    on("TASK_REQUEST", { businessId: "biz_done", taskTypes: ["receipt"], at: ago(3 * DAY) }),
    on("TASKS_REQUEST_COMPLETED", { businessId: "biz_done", at: ago(2.5 * DAY) }),
  ];
}

function sandboxEvents(sandbox: string) {
  return [assetEvent(sandbox, "BUSINESS_CREATED", { businessId: "biz_sandbox", at: ago(90 * DAY) })];
}

function aboundEvents(abound: string) {
  const on = (type: string, given: Parameters<typeof aboundEvent>[2]) => aboundEvent(abound, type, given);
  return [
    on("taxPayments.created", { userId: "userId_1", resourceId: "tp_1", status: "created", at: ago(4 * DAY) }),
    on("taxPayments.updated", { userId: "userId_1", resourceId: "tp_1", status: "pending", at: ago(3 * DAY) }),
    on("taxPayments.updated", {
      userId: "userId_2",
      resourceId: "tp_2",
      status: "error",
      message: "paymentError",
      at: ago(DAY),
    }),
    on("documents.updated", {
      userId: "userId_2",
      resourceId: "doc_1",
      status: "error",
      message: "payerError",
      at: ago(2 * DAY),
    }),
    on("documents.updated", { userId: "userId_3", resourceId: "doc_2", status: "done", at: ago(5 * DAY) }),
    on("documents.updated", {
      userId: "userId_3",
      resourceId: "doc_3",
      status: "error",
      message: "payerError",
      at: ago(6 * DAY),
    }),
  ];
}

function parse<Schema extends z.ZodType>(schema: Schema, search: string): z.output<Schema> {
  const parsed = parseQuery(schema, new URLSearchParams(search));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.query;
}

const connectionsOf = async (search: string) =>
  (await listConnections(actor, parse(connectionQuery, search))).data.map(({ accountId }) => accountId);
const businessesOf = async (search: string) =>
  (await listBusinesses(actor, parse(businessQuery, search))).data.map(({ id }) => id);
const tasksOf = async (search: string) =>
  (await listTasks(actor, parse(taskQuery, search))).data.map(({ businessId }) => businessId);
const usersOf = async (search: string) => (await listUsers(actor, parse(userQuery, search))).data.map(({ id }) => id);
const resourcesOf = async (search: string) =>
  (await listResources(actor, parse(resourceQuery, search))).data.map(({ resourceId }) => resourceId);

describe("connections", () => {
  test.each([
    ["", ["lni_shared", "item9", "lni_shared", "lni_a", "lni_b", "eac_c", "lni_f"]],
    ["state=expired&business=not_inactive", ["lni_a", "eac_c"]],
    ["state=expired&business=not_inactive&age=3d", ["lni_a"]],
    ["state=connected,not_reported,probably_reconnected&lastSynced=4d", ["lni_shared", "lni_shared"]],
    ["lastSynced=30m&state=not_reported", ["lni_f"]],
    ["endedBy=owner", ["item9"]],
    ["endedBy=plaid", ["lni_shared", "lni_a", "lni_b", "eac_c"]],
    ["expired=yesterday", ["lni_b"]],
    ["expired=24h&state=expired", ["eac_c"]],
    ["expired=7d&businessId=biz_expired", ["lni_a"]],
    ["recovered=7d", ["lni_b"]],
    ["recovered=30d", ["lni_shared", "lni_b"]],
    ["mismatch=task", ["eac_c", "lni_f"]],
    ["business=inactive", ["lni_shared", "item9"]],
    ["business=unknown", ["lni_f"]],
    ["accountId=lni_shared", ["lni_shared", "lni_shared"]],
    ["source=asset-test", []],
    ["environment=production&sort=business&state=unclear,expired", ["eac_c", "lni_a"]],
    ["sort=last_synced&state=not_reported,probably_reconnected", ["lni_shared", "lni_f"]],
    ["q=Blue+door", ["lni_a"]],
    ["q=ext-old", ["lni_b", "eac_c", "lni_shared"].sort()],
    ["q=tem9", ["item9"]],
  ])("%s finds exactly its connections", async (search, accounts) => {
    const found = await connectionsOf(search);
    expect(search.startsWith("q=ext") ? found.sort() : found).toEqual(accounts);
  });

  test("a row says who else names the account, whether a task asks for it, and what does not fit", async () => {
    const { data } = await listConnections(actor, parse(connectionQuery, "q=lni_&state=expired,probably_reconnected"));
    expect(data).toMatchObject([
      { accountId: "lni_shared", alsoUnder: ["biz_gone"], accountKind: "linked_item", reconnectTask: null },
      {
        accountId: "lni_a",
        displayName: "Blue Door Bakery 100%",
        businessStatus: "created",
        endedBy: "plaid",
        reconnectTask: { isOpen: true },
        mismatch: null,
        since: `${ago(5 * DAY)
          .toISOString()
          .slice(0, -1)}000Z`,
        decidedBy: [expect.any(String)],
        observation: null,
      },
    ]);
    expect(data[1]?.says).toContain("Expired");
  });
});

describe("businesses", () => {
  test.each([
    ["sort=created", ["biz_fresh", "biz_back", "biz_expired", "biz_sandbox", "biz_done", "biz_fine", "biz_gone"]],
    [
      "status=not_inactive&environment=production&sort=created",
      ["biz_fresh", "biz_back", "biz_expired", "biz_done", "biz_fine"],
    ],
    ["status=inactive&activity=after_deactivation", ["biz_gone"]],
    ["status=active,unknown&sort=created", ["biz_back", "biz_done", "biz_fine"]],
    ["created=7d&connections=none", ["biz_fresh"]],
    ["connections=problem&sort=created", ["biz_back", "biz_expired", "biz_gone"]],
    ["externalId=ext-old", ["biz_back"]],
    ["externalId=ext-new", ["biz_back"]],
    ["externalId=ext", []],
    ["q=old+mill", ["biz_back"]],
    ["q=item9", ["biz_gone"]],
    ["source=asset-test", ["biz_sandbox"]],
    ["source=nobody", []],
  ])("%s finds exactly its businesses", async (search, ids) => {
    expect(await businessesOf(search)).toEqual(ids);
  });

  test.each([
    ["%", ["biz_expired", "biz_fresh"]],
    ["50%_", ["biz_fresh"]],
    ["\\", ["biz_fresh"]],
    ["' OR 1=1 --", []],
    ["\u202eשלום", []],
    ["_", ["biz_back", "biz_done", "biz_expired", "biz_fine", "biz_fresh", "biz_gone", "biz_sandbox"]],
  ])("A26: the search text %s is taken literally", async (q, ids) => {
    expect((await businessesOf(new URLSearchParams({ q }).toString())).sort()).toEqual(ids);
  });

  test("a row counts connections by state, and activity after the deactivation", async () => {
    const { data } = await listBusinesses(actor, parse(businessQuery, "q=biz_gone"));
    expect(data[0]).toMatchObject({
      status: "inactive",
      connections: { total: 2, byState: { connected: 1, disconnected: 1 } },
      tasks: null,
      eventCount: 3,
      lateActivity: { count: 2 },
    });
  });
});

describe("tasks", () => {
  test.each([
    ["", ["biz_fresh", "biz_expired", "biz_fine", "biz_done"]],
    ["state=open&age=7d", ["biz_fresh"]],
    ["type=request_statement&state=open,open_or_completed", ["biz_fresh"]],
    ["only=reconnect_account", ["biz_expired"]],
    ["mismatch=connection", ["biz_fine"]],
    ["sort=turnaround", ["biz_fine", "biz_fresh", "biz_done"]],
    ["sort=last_reminder&state=open", ["biz_fresh", "biz_expired", "biz_fine"]],
    ["business=not_inactive&state=completed", ["biz_done"]],
    ["businessId=biz_fine", ["biz_fine"]],
    ["q=bakery", ["biz_expired"]],
  ])("%s finds exactly its task lists", async (search, ids) => {
    expect(await tasksOf(search)).toEqual(ids);
  });

  test("a row carries how long its rounds took", async () => {
    const { data } = await listTasks(actor, parse(taskQuery, "businessId=biz_fresh"));
    expect(data[0]).toMatchObject({ state: "open", turnaround: { rounds: 1, p50Seconds: 86_400, p90Seconds: 86_400 } });
  });
});

describe("users and resources", () => {
  test.each([
    ["", ["userId_2", "userId_1", "userId_3"]],
    ["error=open", ["userId_2", "userId_3"]],
    ["q=zoË", ["userId_1"]],
    ["q=doc_2", ["userId_3"]],
    ["q=Id_2", ["userId_2"]],
  ])("%s finds exactly its users", async (search, ids) => {
    expect(await usersOf(search)).toEqual(ids);
  });

  test("a user's row names the business that the directory joins", async () => {
    const { data } = await listUsers(actor, parse(userQuery, "q=userId_1"));
    expect(data[0]).toMatchObject({ business: { id: "biz_fresh" }, resources: { taxPayments: 1 }, openErrors: 0 });
  });

  test.each([
    ["", ["tp_2", "doc_1", "tp_1", "doc_2", "doc_3"]],
    ["resource=taxPayments&status=created,pending&age=48h", ["tp_1"]],
    ["resource=taxPayments&status=error", ["tp_2"]],
    ["resource=documents&status=error&message=payerError", ["doc_1", "doc_3"]],
    ["sort=message", ["doc_1", "doc_3", "tp_2", "tp_1", "doc_2"]],
    ["sort=status_since&error=open", ["doc_3", "doc_1", "tp_2"]],
    ["userId=userId_3&certainty=last_received", ["doc_2", "doc_3"]],
    ["resourceId=doc_1", ["doc_1"]],
    ["q=payne", ["tp_1"]],
    ["q=c_3", ["doc_3"]],
  ])("%s finds exactly its resources", async (search, ids) => {
    expect(await resourcesOf(search)).toEqual(ids);
  });

  test("messages are counted with the fix for each", async () => {
    const counts = await countResourceMessages(actor, parse(resourceQuery, "error=open"));
    expect(counts.map(({ resource, message, count }) => [resource, message, count])).toEqual([
      ["documents", "payerError", 2],
      ["taxPayments", "paymentError", 1],
    ]);
    expect(counts[0]?.fix).toEqual(expect.any(String));
  });
});

describe("pages", () => {
  async function walk<Row>(list: (cursor: string) => Promise<Page<Row>>, keyOf: (row: Row) => string) {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Page<Row> = await list(cursor === "" ? "limit=1" : `limit=1&cursor=${cursor}`);
      seen.push(...page.data.map(keyOf));
      cursor = page.nextCursor;
    }
    return seen;
  }

  test.each(["since", "last_synced", "business"])(
    "connections by %s follow without a gap or a repetition",
    async (sort) => {
      const keyOf = (row: { businessId: string; accountId: string }) => `${row.businessId} ${row.accountId}`;
      const whole = (await listConnections(actor, parse(connectionQuery, `sort=${sort}`))).data.map(keyOf);
      const walked = await walk(
        (paging) => listConnections(actor, parse(connectionQuery, `sort=${sort}&${paging}`)),
        keyOf,
      );
      expect(walked).toEqual(whole);
      expect(new Set(walked).size).toBe(7);
    },
  );

  test.each(["last_event", "created"])("businesses by %s follow without a gap or a repetition", async (sort) => {
    const whole = await businessesOf(`sort=${sort}`);
    const walked = await walk(
      (paging) => listBusinesses(actor, parse(businessQuery, `sort=${sort}&${paging}`)),
      ({ id }) => id,
    );
    expect(walked).toEqual(whole);
    expect(whole).toHaveLength(7);
  });

  test("tasks by turnaround and resources by message follow without a gap or a repetition", async () => {
    const tasks = await walk(
      (paging) => listTasks(actor, parse(taskQuery, `sort=turnaround&${paging}`)),
      (row) => row.businessId,
    );
    expect(tasks).toEqual(["biz_fine", "biz_fresh", "biz_done"]);
    const resources = await walk(
      (paging) => listResources(actor, parse(resourceQuery, `sort=message&${paging}`)),
      (row) => row.resourceId,
    );
    expect(resources).toEqual(["doc_1", "doc_3", "tp_2", "tp_1", "doc_2"]);
  });

  test.each([
    ["another order", '["2026-01-01T00:00:00.000000Z","last_synced","00000000-0000-7000-8000-000000000000","b","a"]'],
    ["too few ids", '["2026-01-01T00:00:00.000000Z","since","00000000-0000-7000-8000-000000000000","b"]'],
    ["no uuid", '["2026-01-01T00:00:00.000000Z","since","x","b","a"]'],
    ["no time", '["2026-13-41T00:00:00.000000Z","since","00000000-0000-7000-8000-000000000000","b","a"]'],
    ["the year 0", '["0000-01-01T00:00:00.000000Z","since","00000000-0000-7000-8000-000000000000","b","a"]'],
    ["30 February", '["2026-02-30T00:00:00.000000Z","since","00000000-0000-7000-8000-000000000000","b","a"]'],
    ["a NUL", '[null,"since","00000000-0000-7000-8000-000000000000","b\\u0000","a"]'],
  ])("A25: a forged cursor with %s is refused by name", async (_, text) => {
    const cursor = Buffer.from(text).toString("base64url");
    const attempt = async () => listConnections(actor, parse(connectionQuery, `cursor=${cursor}`));
    await expect(attempt()).rejects.toThrow(/cursor/);
  });
});
