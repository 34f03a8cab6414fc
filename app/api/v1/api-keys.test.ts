import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBootstrapApiKey } from "#lib/commands/ensure-bootstrap-api-key.ts";
import { prisma } from "#lib/db/prisma.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { DELETE } from "./api-keys/[id]/route.ts";
import { GET, POST } from "./api-keys/route.ts";
import { GET as WHO } from "./session/route.ts";

let console: TestConsole;
let cookie: string;

beforeAll(async () => {
  console = await openTestConsole();
  cookie = await console.createSession(await console.createOperator("admin"));
});
afterAll(() => console.close());

const none = {};
const who = (apiKey: string) => WHO(consoleRequest("/api/v1/session", { apiKey }), none);
const create = (body: unknown, by: { cookie?: string; apiKey?: string } = { cookie }) =>
  POST(consoleRequest("/api/v1/api-keys", { ...by, body }), none);

test("a key is returned once, works at once, is stored as a hash, and stops when it is revoked", async () => {
  const response = await create({ name: "CI", scopes: ["viewer", "replay:start"] });
  expect(response.status).toBe(201);
  const { id, key } = (await response.json()) as { id: string; key: string };
  expect(key).toMatch(/^sbx_[\w-]{43}$/);
  const session = (await (await who(key)).json()) as { role: string; permissions: string[] };
  expect(session.role).toBe("viewer");
  expect(session.permissions).toContain("replay:start");
  expect(session.permissions).not.toContain("source:write");
  const list = await (await GET(consoleRequest("/api/v1/api-keys", { cookie }), none)).text();
  expect(list).not.toContain(key);
  const remove = () =>
    DELETE(consoleRequest(`/api/v1/api-keys/${id}`, { method: "DELETE", cookie }), { params: Promise.resolve({ id }) });
  expect((await remove()).status).toBe(204);
  expect((await who(key)).status).toBe(401);
  expect((await remove()).status).toBe(409);
});

test("nobody gives what they do not have", async () => {
  const apiKey = await console.createApiKey("api-key:write", "api-key:read", "event:read");
  expect((await create({ name: "more", scopes: ["admin"] }, { apiKey })).status).toBe(422);
  expect((await create({ name: "same", scopes: ["event:read"] }, { apiKey })).status).toBe(201);
});

test.each([
  { name: "x", scopes: [] },
  { name: "x", scopes: ["root"] },
  { name: "", scopes: ["viewer"] },
  { name: "x", scopes: ["viewer"], expiresAt: "tomorrow" },
])("%j is 400", async (body) => {
  expect((await create(body)).status).toBe(400);
});

test("the bootstrap key works while its variable is set, and the next start without it ends that", async () => {
  const [first, second] = ["first-bootstrap-key-0123456789abcdef", "second-bootstrap-key-0123456789abcdef"];
  await ensureBootstrapApiKey({ bootstrapApiKey: first });
  await ensureBootstrapApiKey({ bootstrapApiKey: first });
  expect((await who(first)).status).toBe(200);
  expect(await prisma.apiKey.count({ where: { isBootstrap: true } })).toBe(1);
  await ensureBootstrapApiKey({ bootstrapApiKey: second });
  expect((await who(first)).status).toBe(401);
  expect((await who(second)).status).toBe(200);
  await ensureBootstrapApiKey({ bootstrapApiKey: null });
  expect((await who(second)).status).toBe(401);
  await ensureBootstrapApiKey({ bootstrapApiKey: first });
  expect((await who(first)).status).toBe(200);
});
