import { afterAll, beforeAll, expect, test } from "vitest";
import { businessQuery } from "#lib/domain/api/businesses.ts";
import { BUSINESS_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { BUSINESSES } from "#lib/queries/state/list-businesses.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as getBusiness } from "./businesses/[id]/route.ts";
import { GET as getBusinesses } from "./businesses/route.ts";
import { GET as getConnections } from "./connections/route.ts";
import { GET as getResources } from "./resources/route.ts";
import { GET as getTasks } from "./tasks/route.ts";
import { GET as getUsers } from "./users/route.ts";

const COUNT = 1_050;
const at = new Date("2026-11-01T08:00:00Z");
let console: TestConsole;
let apiKey: string;

beforeAll(async () => {
  console = await openTestConsole();
  const { pool } = console.database;
  const asset = await insertSource(pool, "asset", "asset");
  const abound = await insertSource(pool, "abound", "abound");
  const named = Array.from({ length: COUNT }, (_, number) =>
    assetEvent(asset, "BUSINESS_CREATED", { businessId: `biz_${number}`, externalId: `=cmd|${number}`, at }),
  );
  await insertEvents(pool, [
    ...named,
    assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { businessId: "biz_0", accountId: "-1+1", at }),
    assetEvent(asset, "TASK_REQUEST", { businessId: "biz_0", taskTypes: ["receipt", "request_payroll"], at }),
    aboundEvent(abound, "taxPayments.updated", {
      userId: "userId_1",
      resourceId: "tp_1",
      status: "error",
      message: "a,b",
      at,
    }),
  ]);
  await projectEvents(pool);
  apiKey = await console.createApiKey("state:read");
});

afterAll(() => console.close());

const LISTS = {
  businesses: getBusinesses,
  connections: getConnections,
  tasks: getTasks,
  users: getUsers,
  resources: getResources,
};

function call(list: keyof typeof LISTS, search: string): Promise<Response> {
  return LISTS[list](consoleRequest(`/api/v1/${list}?${search}`, { apiKey }), {});
}

test("a list is JSON with a cursor", async () => {
  const page = await (await call("businesses", "limit=2")).json();
  expect(page).toMatchObject({ data: [{ status: "created" }, {}], nextCursor: expect.any(String) });
});

test("format=csv is an attachment with every row, however many pages they are", async () => {
  const response = await call("businesses", "format=csv&sort=created");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="signalbox-businesses-\d{8}T\d{6}Z\.csv"$/,
  );
  const lines = (await response.text()).split("\r\n");
  expect(lines).toHaveLength(COUNT + 2);
  expect(lines[0]).toMatch(/^id,source,environment,externalId,/);
  const ids = lines.slice(1, -1).map((line) => line.split(",")[0]);
  expect(new Set(ids).size).toBe(COUNT);
  expect(lines[1]).toContain(`"'=cmd|`);
});

test.each([
  ["connections", `"'-1+1"`],
  ["tasks", "receipt request_payroll"],
  ["users", "taxPayments: 1"],
  ["resources", '"a,b"'],
] as const)("format=csv of %s holds %s", async (list, text) => {
  const lines = (await (await call(list, "format=csv")).text()).split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(text);
});

test("filters count for an export too, and an empty one still has its headings", async () => {
  expect((await (await call("users", "format=csv&q=nobody")).text()).split("\r\n")).toHaveLength(2);
});

test("an export that is cut says so in its last line", async () => {
  const request = consoleRequest("/api/v1/businesses?format=csv");
  const ask = (search: object, maxRows: number) =>
    csvResponse(
      request,
      BUSINESS_COLUMNS,
      exportStateList(testActor("viewer"), BUSINESSES, businessQuery.parse(search), maxRows),
    );
  const lines = (await (await ask({}, 3)).text()).split("\r\n");
  expect(lines).toHaveLength(6);
  expect(lines[4]).toContain("# Cut here: only the first 3 rows");
  expect(await (await ask({ q: "biz_77" }, 11)).text()).not.toContain("# Cut here");
});

test("a business that moves to the top of the list during an export is neither missed nor repeated", async () => {
  const rows = exportStateList(testActor("viewer"), BUSINESSES, businessQuery.parse({}));
  const first = await rows.next();
  const ids = first.done ? [] : first.value.map(({ id }) => id);
  const later = Array.from({ length: COUNT }, (_, number) => `biz_${number}`).find((id) => !ids.includes(id)) ?? "";
  await console.database.pool.query("UPDATE businesses SET last_event_at = now() WHERE business_id = $1", [later]);
  for await (const part of rows) ids.push(...part.map(({ id }) => id));
  expect(ids).toContain(later);
  expect(ids).toHaveLength(COUNT);
  expect(new Set(ids).size).toBe(COUNT);
});

test.each([
  ["connections", "state=gone", "state"],
  ["connections", "age=3x", "age"],
  ["connections", "expired=tomorrow", "expired"],
  ["connections", "cursor=zzz", "cursor"],
  ["connections", "q=", "q"],
  ["connections", "q=%00", "q"],
  ["businesses", `q=${"x".repeat(10_000)}`, "too long"],
  ["businesses", `q=${"x".repeat(300)}`, "q"],
  ["businesses", "status=not_inactive,dead", "status"],
  ["businesses", "limit=201", "limit"],
  ["businesses", "limit=2&format=csv", "limit"],
  ["businesses", "format=xml", "format"],
  ["tasks", "sort=age", "sort"],
  ["users", "error=closed", "error"],
  ["resources", "certainty=sure", "certainty"],
  ["resources", "colour=red", "colour"],
] as const)("%s?%.40s is refused, naming what is wrong", async (list, search, name) => {
  const response = await call(list, search);
  expect(response.status).toBe(400);
  expect((await response.json()).error.message).toContain(name);
});

test("a detail's wrong moment is refused by name, and a stranger is not found", async () => {
  const ask = (id: string, search: string) =>
    getBusiness(consoleRequest(`/api/v1/businesses/${id}?${search}`, { apiKey }), { params: Promise.resolve({ id }) });
  const wrong = await ask("biz_1", "asOf=yesterday");
  expect(wrong.status).toBe(400);
  expect((await wrong.json()).error.message).toContain("asOf");
  expect((await ask("biz_none", "")).status).toBe(404);
  expect((await ask("=cmd|7", "asOf=2026-11-01T08:00:00Z&basis=occurred")).status).toBe(200);
});
