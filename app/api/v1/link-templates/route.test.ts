import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { readLinks } from "#lib/queries/directory/read-links.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { DELETE, PATCH } from "./[id]/route.ts";
import { GET, POST } from "./route.ts";

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

const answer = async (response: Response) => {
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
};
const request = (method: string, body?: unknown) =>
  consoleRequest("/api/v1/link-templates", { method, apiKey: key, ...(body === undefined ? {} : { body }) });
const post = async (body: unknown) => answer(await POST(request("POST", body), {}));
const patch = async (id: string, body: unknown) =>
  answer(await PATCH(request("PATCH", body), { params: Promise.resolve({ id }) }));
const remove = async (id: string) => answer(await DELETE(request("DELETE", {}), { params: Promise.resolve({ id }) }));

const ADMIN = { name: "Our admin", subjectKind: "business", template: "https://admin.example.com/{externalId}" };

test("a template is created, changed, filled and deleted, each audited", async () => {
  const created = await post(ADMIN);
  expect(created).toMatchObject({ status: 201, body: ADMIN });
  const { id } = created.body;
  expect((await readLinks({ businessId: "biz_1", externalId: "a/b" }))("business")).toEqual([
    { name: "Our admin", url: "https://admin.example.com/a%2Fb" },
  ]);
  expect((await readLinks({ businessId: "biz_1", externalId: null }))("business")).toEqual([]);
  expect((await readLinks({ externalId: "a" }))("user")).toEqual([]);
  expect(await patch(id, { name: "Admin" })).toMatchObject({ status: 200, body: { ...ADMIN, name: "Admin" } });
  expect((await answer(await GET(request("GET"), {}))).body.data).toMatchObject([{ id, name: "Admin" }]);
  expect(await remove(id)).toMatchObject({ status: 204 });
  expect(await remove(id)).toMatchObject({ status: 404 });
  expect(await patch(id, { name: "Admin" })).toMatchObject({ status: 404 });
  const { rows } = await console.database.pool.query(
    "SELECT action FROM audit_entries WHERE target_id = $1 ORDER BY seq",
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "link_template.created",
    "link_template.updated",
    "link_template.deleted",
  ]);
});

test("a user's link may hold the ids that the directory joins to the user", async () => {
  await console.database.pool.query(
    "INSERT INTO directory_entries (id, external_id, user_id, display_name, updated_by) VALUES (gen_random_uuid(), 'ext-9', 'u9', 'A', 'test')",
  );
  await post({ name: "Customer", subjectKind: "user", template: "https://admin.example.com/{externalId}/{userId}" });
  expect((await readLinks({ userId: "u9" }))("user")).toEqual([
    { name: "Customer", url: "https://admin.example.com/ext-9/u9" },
  ]);
  expect((await readLinks({ userId: "u8" }))("user")).toEqual([]);
});

test("a template that would lead anywhere else is refused with the field named", async () => {
  const refusal = { status: 422, body: { error: { code: "refused", issues: [{ path: "template" }] } } };
  expect(await post({ ...ADMIN, template: "http://admin.example.com/" })).toMatchObject(refusal);
  expect(await post({ ...ADMIN, template: "https://{businessId}/" })).toMatchObject(refusal);
  expect(await post({ ...ADMIN, template: "https://a.example/{nothing}" })).toMatchObject(refusal);
  const { id } = (await post(ADMIN)).body;
  expect(await patch(id, { subjectKind: "user", template: "https://a.example/{accountId}" })).toMatchObject(refusal);
  expect(await patch(id, {})).toMatchObject({ status: 400 });
  expect(await post({ ...ADMIN, subjectKind: "planet" })).toMatchObject({ status: 400 });
  expect(await post({ ...ADMIN, name: "  " })).toMatchObject({ status: 400 });
});

test("a key that may write and not read is answered what it wrote", async () => {
  const apiKey = await console.createApiKey("directory:write");
  const response = await POST(consoleRequest("/api/v1/link-templates", { apiKey, body: ADMIN }), {});
  expect(response.status).toBe(201);
});
