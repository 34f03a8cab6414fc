import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { readChangesSince } from "#lib/queries/stream/read-stream-changes.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/state-events.ts";
import { openTestConsole, type TestConsole, type TestOperator } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as listAssignees } from "./assignees/route.ts";
import { GET as listObservations, POST as observe } from "./observations/route.ts";
import { GET as readOverview } from "./overview/route.ts";
import { PATCH as annotate } from "./work/[key]/route.ts";
import { GET as countWork } from "./work/counts/route.ts";
import { GET as listWork } from "./work/route.ts";

const DAY = 86_400_000;
const KEY = "connection_expired:asset:biz_1:acc_1";

let console: TestConsole;
let ada: TestOperator;
let cookie: string;
let viewerCookie: string;

beforeAll(async () => {
  console = await openTestConsole();
  const { pool } = console.database;
  const asset = await insertSource(pool, "asset", "asset");
  const abound = await insertSource(pool, "abound", "abound");
  const at = new Date(Date.now() - 3 * DAY);
  await insertEvents(pool, [
    assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { businessId: "biz_1", accountId: "acc_1", at }),
    aboundEvent(abound, "taxPayments.updated", { userId: "user_1", resourceId: "pay_1", status: "error", at }),
  ]);
  await projectEvents(pool);
  ada = await console.createOperator("operator");
  cookie = await console.createSession(ada);
  viewerCookie = await console.createSession(await console.createOperator("viewer"));
});
afterAll(async () => {
  await closeReadPool();
  await console.close();
});
beforeEach(async () => {
  await console.database.pool.query("TRUNCATE work_annotations, observations");
});

function patch(body: unknown, { key = encodeURIComponent(KEY), as = cookie } = {}): Promise<Response> {
  const request = consoleRequest(`/api/v1/work/${key}`, { method: "PATCH", cookie: as, body });
  return annotate(request, { params: Promise.resolve({ key }) });
}

function post(body: object, as = cookie): Promise<Response> {
  const given = { subjectKind: "connection", source: "asset", subjectKey: ["biz_1", "acc_1"], says: "connected" };
  return observe(consoleRequest("/api/v1/observations", { cookie: as, body: { ...given, ...body } }), {});
}

async function get(handler: typeof listWork, path: string, as = cookie) {
  const response = await handler(consoleRequest(`/api/v1${path}`, { cookie: as }), {});
  return { status: response.status, body: await response.json() };
}

async function lastAuditEntry() {
  const { rows } = await console.database.pool.query("SELECT * FROM audit_entries ORDER BY seq DESC LIMIT 1");
  return rows[0];
}

describe("the work queue", () => {
  test("is read by a viewer, counted, and exported with every row", async () => {
    const { body } = await get(listWork, "/work", viewerCookie);
    expect(body.data.map(({ key }: { key: string }) => key)).toEqual([
      KEY,
      "payment_error:abound:user_1:taxPayments:pay_1",
    ]);
    expect((await get(countWork, "/work/counts", viewerCookie)).body).toMatchObject({ total: 2 });
    const csv = await listWork(consoleRequest("/api/v1/work?format=csv&kind=payment_error", { cookie }), {});
    const lines = (await csv.text()).trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("payment_error:abound:user_1:taxPayments:pay_1");
  });

  test("takes an assignee, a note and a snooze in one change, which the audit log keeps", async () => {
    await patch({ note: "Called", version: 0 });
    const response = await patch({ assigneeId: ada.id, snooze: { untilChange: true }, version: 1 });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      key: KEY,
      annotation: { assigneeId: ada.id, note: "Called", isSnoozed: true, version: 2, updatedBy: ada.email },
    });
    expect(await lastAuditEntry()).toMatchObject({
      action: "work.annotated",
      target_kind: "work_item",
      target_id: KEY,
      actor_label: ada.email,
      before: { assigneeId: null, note: "Called", snooze: null, version: 1 },
      after: { assigneeId: ada.id, note: "Called", snooze: { until: null }, version: 2 },
    });
    expect((await get(listWork, "/work?assignee=me&snoozed=only")).body.data).toHaveLength(1);
    expect((await get(listWork, "/work?assignee=me")).body.data).toHaveLength(0);
  });

  test.each([
    [{ version: 0 }, 400],
    [{ note: "x" }, 400],
    [{ note: "x", version: 0, priority: 1 }, 400],
    [{ snooze: { until: "tomorrow" }, version: 0 }, 400],
    [{ snooze: { until: "2020-01-01T00:00:00Z" }, version: 0 }, 422],
    [{ assigneeId: "00000000-0000-7000-8000-000000000000", version: 0 }, 422],
    [{ note: "x", version: 7 }, 409],
  ])("answers %j with %i", async (body, status) => {
    expect((await patch(body)).status).toBe(status);
  });

  test.each(["connection_expired%3Aasset%3Abiz_1%3Aacc_9", "nonsense", "%", "a%00b"])("has no item %s", async (key) => {
    expect((await patch({ note: "x", version: 0 }, { key })).status).toBe(404);
  });

  test("is not changed by a viewer", async () => {
    expect((await patch({ note: "x", version: 0 }, { as: viewerCookie })).status).toBe(403);
  });

  test("tells every open console that it changed", async () => {
    const { until } = await readChangesSince(new Date());
    const kinds = async () => (await readChangesSince(until)).changes.map(({ change }) => change.kind);
    expect(await kinds()).toEqual([]);
    await patch({ note: "x", version: 0 });
    expect(await kinds()).toEqual(["state"]);
  });

  test("names the operators whom it can be given to, and no viewer", async () => {
    const { body } = await get(listAssignees, "/assignees");
    expect(body.data).toEqual([{ id: ada.id, name: "Test operator" }]);
    expect((await get(listAssignees, "/assignees", viewerCookie)).status).toBe(403);
  });
});

describe("the overview", () => {
  test("lists what waits in the work queue, and the verdict counts it", async () => {
    const { body } = await get(readOverview, "/overview", viewerCookie);
    expect(body.needsPerson).toEqual(
      expect.arrayContaining([
        {
          kind: "connection_expired",
          title: "1 connection is expired, no reconnect task.",
          count: 1,
          oldestAt: expect.any(String),
          url: "/work?kind=connection_expired",
        },
      ]),
    );
    expect(body.verdict).toContain("1 connection and 1 tax payment need a person.");
    expect(body.tone).not.toBe("ok");
  });

  test("leaves out what is snoozed", async () => {
    await patch({ snooze: { untilChange: true }, version: 0 });
    const { body } = await get(readOverview, "/overview");
    expect(body.verdict).toContain("1 tax payment needs a person.");
  });

  test("tells a key that may not read state nothing of it", async () => {
    const apiKey = await console.createApiKey("overview:read");
    const response = await readOverview(consoleRequest("/api/v1/overview", { apiKey }), {});
    expect(response.status).toBe(200);
    const { needsPerson } = await response.json();
    expect(needsPerson.map(({ kind }: { kind: string }) => kind)).not.toContain("connection_expired");
  });
});

describe("an observation", () => {
  test("is kept, listed for its subject and audited", async () => {
    const checkedAt = new Date(Date.now() - 60_000).toISOString();
    const response = await post({ note: "called the owner", checkedAt });
    expect(response.status).toBe(201);
    const recorded = await response.json();
    expect(recorded).toMatchObject({ says: "connected", checkedAt, createdBy: ada.email, isOutdated: false });
    await post({ subjectKind: "business", subjectKey: ["biz_1"], says: "active" });
    const of = "/observations?subjectKind=connection&source=asset&subjectKey=biz_1&subjectKey=acc_1";
    expect((await get(listObservations, of, viewerCookie)).body).toEqual({ data: [recorded], nextCursor: null });
    expect((await get(listObservations, "/observations")).body.data).toHaveLength(2);
    const { rows } = await console.database.pool.query(
      "SELECT * FROM audit_entries WHERE action = 'observation.recorded' ORDER BY seq LIMIT 1",
    );
    expect(rows).toMatchObject([
      {
        target_kind: "connection",
        target_id: "asset/biz_1/acc_1",
        after: { says: "connected", note: "called the owner" },
      },
    ]);
  });

  test("of a resource may say whatever the provider showed", async () => {
    const resource = { subjectKind: "resource", source: "abound", subjectKey: ["user_1", "taxPayments", "pay_1"] };
    expect((await post({ ...resource, says: "being looked into" })).status).toBe(201);
  });

  test.each([
    [{ says: "open" }, 400],
    [{ subjectKey: ["biz_1"] }, 400],
    [{ subjectKind: "invoice" }, 400],
    [{ subjectKind: "resource", subjectKey: ["a", "b", "c"], says: "x".repeat(61) }, 400],
    [{ checkedAt: new Date(Date.now() + 3_600_000).toISOString() }, 422],
    [{ checkedAt: new Date(Date.now() - 31 * DAY).toISOString() }, 422],
    [{ source: "nowhere" }, 404],
    [{ subjectKey: ["biz_1", "acc_9"] }, 404],
  ])("with %j is answered with %i", async (body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  test("is not recorded by a viewer", async () => {
    expect((await post({}, viewerCookie)).status).toBe(403);
  });

  test.each(["subjectKey=a&subjectKey=b&subjectKey=c&subjectKey=d", "subjectKind=invoice", "source=a&source=b"])(
    "list refuses %s",
    async (query) => {
      expect((await get(listObservations, `/observations?${query}`)).status).toBe(400);
    },
  );
});
