import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { USER_BUSINESS } from "#lib/db/directory/joined-sql.ts";
import { BUSINESS_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { closeReadPool, readRows } from "#lib/db/read-rows.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { DELETE } from "./[id]/route.ts";
import { GET, PUT } from "./route.ts";

let console: TestConsole;
let key: string;

beforeAll(async () => {
  console = await openTestConsole();
  key = await console.createApiKey("operator");
});
afterAll(async () => {
  await closeReadPool();
  await console.close();
});
beforeEach(async () => {
  await console.database.pool.query("DELETE FROM directory_entries");
});

async function put(body: unknown, query = "", contentType = "application/json") {
  const request = consoleRequest(`/api/v1/directory${query}`, {
    method: "PUT",
    apiKey: key,
    body,
    headers: { "content-type": contentType },
  });
  const response = await PUT(request, {});
  return { status: response.status, body: await response.json() };
}
const putCsv = (text: string, query = "") => put(text, query, "text/csv; charset=utf-8");

async function list(query = "") {
  const response = await GET(consoleRequest(`/api/v1/directory${query}`, { apiKey: key }), {});
  return { status: response.status, body: await response.json() };
}
const names = async (query = "") =>
  (await list(query)).body.data.map(({ displayName }: { displayName: string }) => displayName);

async function auditCount(): Promise<number> {
  const { rows } = await console.database.pool.query(
    "SELECT count(*)::int AS n FROM audit_entries WHERE action LIKE 'directory.%'",
  );
  return rows[0].n;
}

describe("names over the API", () => {
  test("are added, changed, kept and joined, and each change is audited once", async () => {
    const before = await auditCount();
    expect(
      await put([
        { externalId: "ext-1", displayName: "Blue Door" },
        { businessId: "biz_1", userId: "userId_1", displayName: "Bakery" },
      ]),
    ).toEqual({ status: 200, body: { added: 2, changed: 0, unchanged: 0, removed: 0, total: 2 } });
    const both = [{ externalId: "ext-1", businessId: "biz_1", displayName: "Blue Door Bakery" }];
    const joined = { added: 0, changed: 1, unchanged: 0, removed: 1, total: 1 };
    expect(await put(both, "?dryRun=true")).toEqual({ status: 200, body: joined });
    expect(await names()).toEqual(["Bakery", "Blue Door"]);
    expect(await put(both)).toEqual({ status: 200, body: joined });
    expect((await list()).body.data).toMatchObject([
      { externalId: "ext-1", businessId: "biz_1", userId: "userId_1", displayName: "Blue Door Bakery" },
    ]);
    expect(await put(both)).toMatchObject({ body: { unchanged: 1, total: 1 } });
    expect(await auditCount()).toBe(before + 2);
  });

  test("are replaced as a whole only when that is asked for", async () => {
    await put([1, 2, 3].map((number) => ({ userId: `u${number}`, displayName: `Name ${number}` })));
    const one = [{ userId: "u2", displayName: "Name 2" }];
    expect(await put(one)).toMatchObject({ body: { unchanged: 1, removed: 0, total: 3 } });
    expect(await put(one, "?replace=true&dryRun=true")).toMatchObject({ body: { removed: 2, total: 1 } });
    expect(await put(one, "?replace=true")).toMatchObject({ body: { unchanged: 1, removed: 2, total: 1 } });
    expect(await names()).toEqual(["Name 2"]);
  });

  test("come as CSV too, and an error changes nothing and names the row", async () => {
    const csv = '\ufeffDisplay name;External ID\r\n"Bakery; ""Blue Door""";ext-1\r\nمخبز 🥐;ext-2\r\n';
    expect(await putCsv(csv)).toMatchObject({ status: 200, body: { added: 2 } });
    expect(await names()).toEqual(['Bakery; "Blue Door"', "مخبز 🥐"]);
    expect(await putCsv("name,user id\nA,u1\n,u2")).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_input", message: "row 3: displayName is missing." } },
    });
    expect(await putCsv("name,user id\nA,u1\nB,u1")).toMatchObject({
      status: 422,
      body: { error: { message: 'rows 2 and 3: userId "u1" is given two different names.' } },
    });
    expect((await list()).body.data).toHaveLength(2);
  });

  test("come as CSV within JSON from a browser, with the same rows in its errors", async () => {
    expect(await put({ csv: "name;user id\nA;u1" })).toMatchObject({ status: 200, body: { added: 1 } });
    expect(await put({ csv: "name;user id\n\nA;" })).toMatchObject({
      status: 400,
      body: { error: { message: "row 3: needs an externalId, a businessId or a userId." } },
    });
  });

  test("are downloaded as a CSV file that can be put back as it is", async () => {
    await put([
      { userId: "-u1", displayName: '=HYPERLINK("x")' },
      { externalId: "0042", businessId: "biz_1", displayName: "A; B, C" },
    ]);
    const response = await GET(consoleRequest("/api/v1/directory?format=csv", { apiKey: key }), {});
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/csv");
    expect(text).not.toMatch(/(^|,|")[=-]/m);
    expect(await putCsv(text, "?replace=true")).toMatchObject({ body: { unchanged: 2, total: 2 } });
  });

  test("of any bad shape are refused as a 400", async () => {
    for (const body of [{}, "nonsense", [null], [{ displayName: "A" }]])
      expect(await put(body), JSON.stringify(body)).toMatchObject({ status: 400 });
    expect(await put([], "?replace=yes")).toMatchObject({ status: 400 });
    expect(await put([], "?force=true")).toMatchObject({ status: 400 });
    expect(await list("?cursor=abc")).toMatchObject({ status: 400 });
  });

  test("may be 50,000 in one request, in seconds", { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 50_000 }, (_, index) => ({
      externalId: `customer-${index}`,
      businessId: `biz_${String(index).padStart(26, "0")}`,
      displayName: `Business number ${index}`,
    }));
    const started = performance.now();
    expect(await put(many)).toMatchObject({ status: 200, body: { added: 50_000 } });
    const renamed = many.map((name) => ({ ...name, displayName: `${name.displayName}!` }));
    expect(await put(renamed)).toMatchObject({ status: 200, body: { changed: 50_000, total: 50_000 } });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(await put("x".repeat(10_000_001))).toMatchObject({ status: 400, body: { error: { code: "too_large" } } });
  });

  test("two writers at once leave one entry an id", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put([{ userId: "u1", displayName: `Name ${index}` }])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 200));
    expect(await names()).toHaveLength(1);
  });
});

describe("the list", () => {
  test("pages in alphabetical order and finds a part of a name or an id, special characters as they are", async () => {
    await put([
      { userId: "u_1", displayName: "cherry" },
      { userId: "ux1", displayName: "Banana 100%" },
      { externalId: "Apple-9", displayName: "apple" },
    ]);
    const first = await list("?limit=2");
    expect(first.body.data.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      "apple",
      "Banana 100%",
    ]);
    expect(await names(`?limit=2&cursor=${first.body.nextCursor}`)).toEqual(["cherry"]);
    expect(await names("?q=U_1")).toEqual(["cherry"]);
    expect(await names("?q=100%25")).toEqual(["Banana 100%"]);
    expect(await names("?q=APPLE-")).toEqual(["apple"]);
    expect(await names("?q=%5C")).toEqual([]);
  });

  test("loses the entry that is deleted, once", async () => {
    await put([{ userId: "u1", displayName: "A" }]);
    const { id } = (await list()).body.data[0];
    const remove = () =>
      DELETE(consoleRequest(`/api/v1/directory/${id}`, { method: "DELETE", apiKey: key }), {
        params: Promise.resolve({ id }),
      });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect(await names()).toEqual([]);
  });
});

test("a business is named by its own id before its external id, also where both name somebody", async () => {
  await put([
    { externalId: "shared", businessId: "biz_production", displayName: "By external id" },
    { businessId: "biz_sandbox", displayName: "By its own id" },
  ]);
  const nameOf = async (businessId: string) => {
    const rows = await readRows<{ name: string }>(
      Prisma.sql`SELECT ${BUSINESS_NAME} AS name FROM (SELECT ${businessId}::text AS business_id, 'shared' AS external_id) b`,
    );
    return rows[0]?.name;
  };
  expect(await nameOf("biz_sandbox")).toBe("By its own id");
  expect(await nameOf("biz_unnamed")).toBe("By external id");
});

describe("an entry with the ids of both providers", () => {
  test("joins a user to a business, by the business id or by an external id the business has or had", async () => {
    const { pool } = console.database;
    const source = await insertSource(pool, "asset", "joined");
    await pool.query(
      `INSERT INTO businesses (source_id, business_id, external_id, external_ids, event_count, first_event_at, last_event_at)
       VALUES ($1, 'biz_1', 'ext-new', '{ext-new,ext-old}', 1, now(), now())`,
      [source],
    );
    const businessOf = async (userId: string) => {
      const rows = await readRows<{ business: unknown }>(
        Prisma.sql`SELECT ${USER_BUSINESS} AS business FROM (SELECT ${userId}::text AS user_id) u`,
      );
      return rows[0]?.business;
    };
    await put([
      { businessId: "biz_1", userId: "userId_1", displayName: "By id" },
      { externalId: "ext-old", userId: "userId_2", displayName: "By external id" },
      { externalId: "ext-unseen", userId: "userId_3", displayName: "Nobody" },
    ]);
    expect(await businessOf("userId_1")).toEqual({ id: "biz_1", displayName: "By id" });
    expect(await businessOf("userId_2")).toEqual({ id: "biz_1", displayName: "By external id" });
    expect(await businessOf("userId_3")).toBeNull();
    expect(await businessOf("userId_4")).toBeNull();
  });
});
