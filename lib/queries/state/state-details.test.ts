import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { timelineQuery } from "#lib/domain/api/business-detail.ts";
import { businessDetailQuery } from "#lib/domain/api/businesses.ts";
import { userDetailQuery } from "#lib/domain/api/users.ts";
import { newId } from "#lib/platform/ids.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getBusiness } from "./get-business.ts";
import { getUser } from "./get-user.ts";
import { listTimeline } from "./list-timeline.ts";

let database: TestDatabase;
let ids: string[];
const actor = testActor("viewer");
const at = (time: string) => new Date(`2026-11-${time}Z`);

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const asset = await insertSource(database.pool, "asset", "asset");
  const mirror = await insertSource(database.pool, "asset", "mirror", { environment: "sandbox" });
  const abound = await insertSource(database.pool, "abound", "abound");
  const on = (type: string, given: Omit<Parameters<typeof assetEvent>[2], "businessId">) =>
    assetEvent(asset, type, { businessId: "biz_1", ...given });
  ids = await insertEvents(database.pool, [
    on("BUSINESS_CREATED", { externalId: "ext-old", at: at("01T08:00:00") }),
    on("PLAID_ACCOUNT_CONNECTED", { accountId: "lni_1", at: at("02T08:00:00") }),
    on("TASK_REQUEST", { taskTypes: ["receipt"], at: at("03T08:00:00") }),
    // Happened on the 4th, and arrived on the 6th.
    on("PLAID_ACCOUNT_EXPIRED", { accountId: "lni_1", at: at("04T08:00:00.5"), receivedAt: at("06T08:00:00") }),
    on("TASKS_REQUEST_COMPLETED", { at: at("05T08:00:00") }),
    on("BUSINESS_DEACTIVATED", { externalId: "ext-new", at: at("07T08:00:00") }),
    on("PLAID_TRANSACTIONS_SYNCED", { accountId: "lni_1", at: at("08T08:00:00") }),
    assetEvent(mirror, "BUSINESS_CREATED", { businessId: "biz_1", at: at("01T08:00:00") }),
    assetEvent(mirror, "BUSINESS_CREATED", { businessId: "biz_2", externalId: "biz_1", at: at("09T08:00:00") }),
    assetEvent(mirror, "PLAID_ACCOUNT_CONNECTED", { businessId: "biz_2", accountId: "lni_9", at: at("09T08:00:00") }),
    aboundEvent(abound, "documents.updated", {
      userId: "userId_1",
      resourceId: "doc_1",
      status: "error",
      message: "payerError",
      at: at("05T09:00:00"),
    }),
    aboundEvent(abound, "documents.updated", {
      userId: "userId_1",
      resourceId: "doc_1",
      status: "done",
      at: at("06T09:00:00"),
    }),
  ]);
  await projectEvents(database.pool);
  await database.pool.query(
    `INSERT INTO directory_entries (id, business_id, user_id, display_name, updated_by) VALUES ($1, 'biz_1', 'userId_1', 'Blue Door', 'test')`,
    [newId()],
  );
});

afterAll(async () => {
  await closeReadPool();
  await prisma.$disconnect();
  await database.close();
});

async function business(id: string, search: Record<string, string> = {}) {
  const found = await getBusiness(actor, id, businessDetailQuery.parse(search));
  if (found === null) throw new Error(`no business ${id}`);
  return found;
}

test("a business is found by its id, else by any external id it ever had", async () => {
  expect((await business("biz_1")).id).toBe("biz_1");
  expect((await business("ext-old")).id).toBe("biz_1");
  expect((await business("ext-new")).id).toBe("biz_1");
  for (const stranger of ["ext", "biz_%", "biz_\0", "' OR 1=1 --", "x".repeat(10_000)]) {
    expect(await getBusiness(actor, stranger, businessDetailQuery.parse({}))).toBeNull();
  }
});

test("of several sources the most recently active one is shown, unless another is asked for", async () => {
  expect(await business("biz_1")).toMatchObject({ source: "asset", otherSources: ["mirror"] });
  expect(await business("biz_1", { source: "mirror" })).toMatchObject({ source: "mirror", otherSources: ["asset"] });
  expect(await getBusiness(actor, "biz_1", businessDetailQuery.parse({ source: "nobody" }))).toBeNull();
});

test("a business comes with everything about it, and why", async () => {
  const found = await business("biz_1");
  expect(found).toMatchObject({
    displayName: "Blue Door",
    status: "inactive",
    externalId: "ext-new",
    externalIds: ["ext-new", "ext-old"],
    eventCount: 7,
    lateActivity: { count: 1 },
    shownAsOf: null,
    taskList: { state: "completed", considered: { isCut: false } },
    users: [{ id: "userId_1", openErrors: 0 }],
    links: [],
  });
  expect(found.considered.events.map(({ eventId, decides }) => [eventId, decides])).toEqual([
    [ids[5], true],
    [ids[0], false],
  ]);
  const [connection] = found.connectionRows;
  expect(connection).toMatchObject({ state: "probably_reconnected", problemSince: "2026-11-04T08:00:00.500000Z" });
  expect(connection?.considered.events.map(({ eventId }) => eventId)).toEqual([ids[6], ids[3], ids[1]]);
  expect(connection?.considered.events[1]).toMatchObject({ decides: true, receivedAt: "2026-11-06T08:00:00.000000Z" });
});

test("as of a moment by what was known then, what arrived later does not count", async () => {
  const then = await business("biz_1", { asOf: "2026-11-05T12:00:00Z" });
  expect(then).toMatchObject({
    status: "created",
    externalId: "ext-old",
    eventCount: 4,
    shownAsOf: "2026-11-05T12:00:00Z",
  });
  expect(then.connectionRows).toMatchObject([{ state: "connected", businessStatus: "created" }]);
  expect(then.connections).toEqual({ total: 1, byState: { connected: 1 } });
  expect(then.users).toMatchObject([{ id: "userId_1", openErrors: 1, eventCount: 1 }]);
  expect(then.lateActivity).toBeNull();
});

test("as of a moment by what was true then, what arrived later counts", async () => {
  const then = await business("biz_1", { asOf: "2026-11-05T12:00:00Z", basis: "occurred" });
  expect(then.connectionRows).toMatchObject([{ state: "expired", mismatch: "expired_without_task" }]);
  expect(then.eventCount).toBe(5);
});

test("the moment itself counts, also when it was copied from milliseconds", async () => {
  const before = await business("biz_1", { asOf: "2026-11-04T08:00:00.499Z", basis: "occurred" });
  expect(before.connectionRows).toMatchObject([{ state: "connected" }]);
  const then = await business("biz_1", { asOf: "2026-11-04T08:00:00.500Z", basis: "occurred" });
  expect(then.connectionRows).toMatchObject([{ state: "expired" }]);
});

test("as of now a business is what it is", async () => {
  const [now, then] = [await business("biz_1"), await business("biz_1", { asOf: "2030-01-01T00:00:00Z" })];
  const { shownAsOf: _now, summary: _nowSummary, activity: _nowActivity, ...shownNow } = now;
  const { shownAsOf: _then, summary: _thenSummary, activity: _thenActivity, ...shownThen } = then;
  expect(shownThen).toEqual(shownNow);
});

test("the activity is that of the 30 days up to the moment shown, by the day that counts", async () => {
  const active = async (search: Record<string, string>) => {
    const { activity } = await business("biz_1", search);
    expect([activity.length, activity.at(-1)?.day]).toEqual([30, search.asOf?.slice(0, 10)]);
    return activity.filter(({ count }) => count > 0).map(({ day, count }) => `${day.slice(8)}: ${count}`);
  };
  const asOf = "2026-11-05T12:00:00Z";
  expect(await active({ asOf })).toEqual(["01: 1", "02: 1", "03: 1", "05: 1"]);
  expect(await active({ asOf, basis: "occurred" })).toEqual(["01: 1", "02: 1", "03: 1", "04: 1", "05: 1"]);
  expect(await active({ asOf: "2026-12-03T00:00:00Z" })).toEqual(["04: 1", "05: 1", "07: 1", "08: 1"]);
  const user = await getUser(actor, "userId_1", userDetailQuery.parse({ asOf: "2026-11-06T12:00:00Z" }));
  expect(user?.activity.slice(-2)).toEqual([
    { day: "2026-11-05", count: 1 },
    { day: "2026-11-06", count: 1 },
  ]);
});

test("each connection and resource carries the operators' links of its kind", async () => {
  const host = "https://admin.example.com";
  for (const [kind, name, template] of [
    ["business", "Customer", `${host}/{externalId}`],
    ["connection", "Bank", `${host}/{businessId}/{accountId}`],
    ["resource", "Paper", `${host}/{businessId}/{resource}/{resourceId}`],
  ]) {
    await database.pool.query(
      `INSERT INTO link_templates (id, name, subject_kind, template, updated_by) VALUES ($1, $2, $3, $4, 'test')`,
      [newId(), name, kind, template],
    );
  }
  const found = await business("biz_1");
  expect(found.links).toEqual([{ name: "Customer", url: `${host}/ext-new` }]);
  expect(found.connectionRows.map(({ links }) => links)).toEqual([[{ name: "Bank", url: `${host}/biz_1/lni_1` }]]);
  const user = await getUser(actor, "userId_1", userDetailQuery.parse({}));
  expect(user?.links).toEqual([]);
  expect(user?.resourceRows.map(({ links }) => links)).toEqual([
    [{ name: "Paper", url: `${host}/biz_1/documents/doc_1` }],
  ]);
});

test("a business that was not known yet says so instead of being missing", async () => {
  const then = await business("biz_1", { asOf: "2020-01-01T00:00:00+02:00" });
  expect(then).toMatchObject({ status: "unknown", eventCount: 0, connectionRows: [], taskList: null, users: [] });
  expect(then.summary).toContain("Not known yet at that time");
});

test("the summary names who, what and when, in UTC", async () => {
  const { summary } = await business("biz_1", { asOf: "2026-11-08T12:00:00Z" });
  expect(summary).toContain("Blue Door (biz_1, external id ext-new)");
  expect(summary).toContain("As of 2026-11-08 12:00:00Z, by what had been received by then (all times UTC)");
  expect(summary).toContain("- lni_1: Expired");
  expect(summary).toContain("- 2026-11-05 09:00:00Z Document doc_1: error (payerError) (time of receipt)");
  expect(summary).toContain(`[event ${ids[0]}]`);
});

test("an observation stands beside the state until something newer is received", async () => {
  const source = (await database.pool.query("SELECT id FROM sources WHERE slug = 'asset'")).rows[0].id;
  const observe = (id: string, createdAt: string) =>
    database.pool.query(
      `INSERT INTO observations (id, subject_kind, source_id, subject_key, says, checked_at, created_at, created_by)
       VALUES ($1, 'connection', $2, '{biz_1,lni_1}', 'connected', $3, $3, 'Ann')`,
      [id, source, createdAt],
    );
  await observe(newId(), "2026-11-05T10:00:00Z");
  const then = await business("biz_1", { asOf: "2026-11-05T12:00:00Z" });
  expect(then.connectionRows[0]?.observation).toMatchObject({ says: "connected", isOutdated: false });
  expect((await business("biz_1")).connectionRows[0]?.observation).toBeNull();
  await observe(newId(), "2026-11-09T10:00:00Z");
  expect((await business("biz_1")).connectionRows[0]?.observation).toMatchObject({ createdBy: "Ann" });
  expect((await business("biz_1")).observations).toHaveLength(2);
});

test("an observation that was written down late is outdated by what was received since the look at the provider", async () => {
  const source = (await database.pool.query("SELECT id FROM sources WHERE slug = 'asset'")).rows[0].id;
  await database.pool.query("DELETE FROM observations");
  await database.pool.query(
    `INSERT INTO observations (id, subject_kind, source_id, subject_key, says, checked_at, created_at, created_by)
     VALUES ($1, 'connection', $2, '{biz_1,lni_1}', 'connected', '2026-11-01T00:00:00Z', '2026-11-20T10:00:00Z', 'Ann')`,
    [newId(), source],
  );
  const { connectionRows, observations } = await business("biz_1");
  expect(connectionRows[0]?.observation).toBeNull();
  expect(observations).toMatchObject([{ isOutdated: true }]);
});

test("a timeline is not read behind a cursor of a day that does not exist", async () => {
  const place = ["2026-02-30T00:00:00.000000Z", "occurred", "00000000-0000-7000-8000-000000000000"];
  const cursor = Buffer.from(JSON.stringify(place)).toString("base64url");
  const attempt = listTimeline(actor, { kind: "business", id: "biz_1" }, timelineQuery.parse({ cursor }));
  await expect(attempt).rejects.toMatchObject({ code: "invalid_input" });
});

test("a user comes with their resources, now and as of a moment", async () => {
  const now = await getUser(actor, "userId_1", userDetailQuery.parse({}));
  expect(now).toMatchObject({
    business: { id: "biz_1" },
    openErrors: 0,
    resourceRows: [{ status: "done", fix: null }],
  });
  expect(now?.resourceRows[0]?.considered.events).toHaveLength(2);
  const then = await getUser(actor, "userId_1", userDetailQuery.parse({ asOf: "2026-11-05T12:00:00Z" }));
  expect(then).toMatchObject({
    openErrors: 1,
    eventCount: 1,
    resourceRows: [{ status: "error", fix: expect.any(String) }],
  });
  expect(then?.summary).toContain("documents doc_1");
  expect(await getUser(actor, "userId_2", userDetailQuery.parse({}))).toBeNull();
});

test("a timeline is ordered by when it happened, or by when it was received, users of the directory included", async () => {
  const { data } = await listTimeline(actor, { kind: "business", id: "ext-new" }, timelineQuery.parse({}));
  expect(data.map(({ title }) => title)).toEqual([
    "Transactions synced lni_1",
    "Business deactivated",
    "Document doc_1: done",
    "Document doc_1: error (payerError)",
    "All tasks completed",
    "Connection lni_1 expired",
    "Task list arrived: receipt",
    "Connection lni_1 connected",
    "Business created",
  ]);
  expect(data[6]).toMatchObject({ isTimed: false, source: "asset", at: "2026-11-03T08:00:00.000000Z" });
  const received = await listTimeline(
    actor,
    { kind: "business", id: "biz_1" },
    timelineQuery.parse({ order: "received", show: "connections" }),
  );
  expect(received.data.map(({ eventId }) => eventId)).toEqual([ids[6], ids[3], ids[1]]);
});

test.each(["occurred", "received"])("pages of a timeline by %s follow without a gap or a repetition", async (order) => {
  const read = (more: object) =>
    listTimeline(actor, { kind: "business", id: "biz_1" }, timelineQuery.parse({ order, ...more }));
  const whole = (await read({})).data.map(({ eventId }) => eventId);
  const walked: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await read({ limit: "2", ...(cursor === null ? {} : { cursor }) });
    walked.push(...page.data.map(({ eventId }) => eventId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(walked).toEqual(whole);
  expect(walked).toHaveLength(9);
});

test("a timeline as of a moment holds only what counted then, and a stranger has none", async () => {
  const then = timelineQuery.parse({ asOf: "2026-11-02T12:00:00Z" });
  expect((await listTimeline(actor, { kind: "business", id: "biz_1" }, then)).data).toHaveLength(2);
  await expect(listTimeline(actor, { kind: "user", id: "userId_9" }, then)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("A25: a cursor of the other order is refused", async () => {
  const { nextCursor } = await listTimeline(
    actor,
    { kind: "business", id: "biz_1" },
    timelineQuery.parse({ limit: "1" }),
  );
  const wrong = timelineQuery.parse({ order: "received", cursor: nextCursor });
  await expect(listTimeline(actor, { kind: "business", id: "biz_1" }, wrong)).rejects.toMatchObject({
    code: "invalid_input",
  });
});
