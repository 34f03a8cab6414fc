import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, TEST_CONSOLE_URL, type TestConsole, type TestOperator } from "#lib/testing/test-console.ts";
import { readJson } from "./read-json.ts";
import { withActor } from "./with-actor.ts";

let console: TestConsole;
let admin: TestOperator;
let viewer: TestOperator;
let cookie: string;

beforeAll(async () => {
  console = await openTestConsole();
  admin = await console.createOperator("admin");
  viewer = await console.createOperator("viewer");
  cookie = await console.createSession(admin);
});
afterAll(() => console.close());

const context = {};
const change = withActor("source:write", async (actor, request) => {
  return Response.json({ actor: actor.label, input: await readJson(request) }, { status: 201 });
});
const send = (given: Parameters<typeof consoleRequest>[1]) => change(consoleRequest("/api/v1/sources", given), context);

describe("A17: with a session cookie, only our own pages may change something", () => {
  test("a request as our pages send it passes", async () => {
    expect((await send({ cookie, body: {} })).status).toBe(201);
    expect(
      (await send({ cookie, body: {}, headers: { "content-type": "application/json; charset=utf-8" } })).status,
    ).toBe(201);
  });

  test("a browser without Sec-Fetch-Site passes by its Origin", async () => {
    const headers = { "sec-fetch-site": "", origin: TEST_CONSOLE_URL };
    expect((await send({ cookie, body: {}, headers })).status).toBe(201);
  });

  test.each([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["JSON as text/plain", { "content-type": "text/plain" }],
    ["no content type", { "content-type": "" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sibling of the same site", { "sec-fetch-site": "same-site" }],
    ["an address typed by hand", { "sec-fetch-site": "none" }],
    ["a sandboxed frame", { origin: "null" }],
    ["Origin: null without Sec-Fetch-Site", { "sec-fetch-site": "", origin: "null" }],
    ["another Origin without Sec-Fetch-Site", { "sec-fetch-site": "", origin: "http://evil.test" }],
    ["another port without Sec-Fetch-Site", { "sec-fetch-site": "", origin: "http://console.test:3001" }],
    [
      "a forwarded host that fits",
      { "sec-fetch-site": "", origin: "http://evil.test", "x-forwarded-host": "evil.test" },
    ],
    ["neither Origin nor Sec-Fetch-Site", { "sec-fetch-site": "" }],
    ["no x-requested-by", { "x-requested-by": "" }],
  ])("%s: 403", async (_, headers) => {
    const response = await send({ cookie, body: {}, headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "cross_site" } });
  });

  test("a key is bound by none of this, and the cookie beside it counts for nothing", async () => {
    const apiKey = await console.createApiKey("source:write");
    const headers = { "content-type": "", "sec-fetch-site": "cross-site", cookie: await console.createSession(viewer) };
    const response = await send({ apiKey, body: {}, headers });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ actor: "Test key" });
  });
});

describe("who asks", () => {
  test.each([
    "Bearer %E0%A4%A",
    "Bearer",
    "Bearer ",
    `Bearer ${"x".repeat(5_000)}`,
    "Bearer a b",
    "bearer sbx_nothing",
    "Bearer \u00ff",
  ])("A07: authorization %s is 401, never 500, even beside a good cookie", async (authorization) => {
    const response = await send({ cookie, body: {}, headers: { authorization } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: "unauthenticated", requestId: expect.any(String) } });
  });

  test.each([
    "next-auth.session-token=x",
    "next-auth.session-token=",
    "next-auth.session-token=a.b.c.d.e",
    "%E0%A4%A=%E0%A4%A",
  ])("a cookie that is no session (%s) is 401", async (bad) => {
    expect((await send({ cookie: bad, body: {} })).status).toBe(401);
  });

  test("Basic credentials of a proxy in front do not hide the session", async () => {
    expect((await send({ cookie, body: {}, headers: { authorization: "Basic Zm9vOmJhcg==" } })).status).toBe(201);
  });

  test("a revoked and an expired key are 401; a key's use is noted", async () => {
    const apiKey = await console.createApiKey("admin");
    const where = { last4: apiKey.slice(-4) };
    expect((await send({ apiKey, body: {} })).status).toBe(201);
    expect((await prisma.apiKey.findFirstOrThrow({ where })).lastUsedAt).not.toBeNull();
    await prisma.apiKey.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await send({ apiKey, body: {} })).status).toBe(401);
    await prisma.apiKey.updateMany({ where, data: { expiresAt: null, revokedAt: new Date() } });
    expect((await send({ apiKey, body: {} })).status).toBe(401);
  });
});

describe("a session ends", () => {
  const ended = [
    ["idle for more than 8 hours", "last_seen_at = now() - interval '8 hours 1 second'"],
    ["older than 12 hours", "created_at = now() - interval '12 hours 1 second'"],
    ["revoked", "revoked_at = now()"],
    ["of an earlier epoch", "auth_epoch = auth_epoch - 1"],
  ] as const;

  test.each(ended)("A05: when it is %s", async (_, assignment) => {
    const operator = await console.createOperator("admin");
    const session = await console.createSession(operator);
    expect((await send({ cookie: session, body: {} })).status).toBe(201);
    await prisma.$executeRawUnsafe(`update sessions set ${assignment} where operator_id = '${operator.id}'`);
    expect((await send({ cookie: session, body: {} })).status).toBe(401);
  });

  test("the role is read at each request, not from the token", async () => {
    const operator = await console.createOperator("admin");
    const session = await console.createSession(operator);
    await prisma.operator.update({ where: { id: operator.id }, data: { role: "viewer" } });
    expect((await send({ cookie: session, body: {} })).status).toBe(403);
  });

  test("it stays alive while it is used", async () => {
    const operator = await console.createOperator("admin");
    const session = await console.createSession(operator);
    const where = { operatorId: operator.id };
    await prisma.$executeRaw`update sessions set last_seen_at = now() - interval '7 hours' where operator_id = ${operator.id}::uuid`;
    expect((await send({ cookie: session, body: {} })).status).toBe(201);
    const { lastSeenAt } = await prisma.session.findFirstOrThrow({ where });
    expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(60_000);
  });
});

describe("A29: errors", () => {
  test("what a role may not do is 403 and in the audit log, at a bounded rate", async () => {
    const session = await console.createSession(viewer);
    for (let at = 0; at < 30; at += 1) expect((await send({ cookie: session, body: {} })).status).toBe(403);
    const where = { action: "authorization.denied", actorId: viewer.id };
    expect(await prisma.auditEntry.count({ where })).toBe(21);
    const entry = await prisma.auditEntry.findFirstOrThrow({ where, orderBy: { seq: "asc" } });
    expect(entry).toMatchObject({ outcome: "denied", targetId: "POST /api/v1/sources", actorLabel: viewer.email });
  });

  test("a body that is not JSON, or too long, is 400", async () => {
    expect((await send({ cookie, body: "{" })).status).toBe(400);
    expect((await send({ cookie, body: `"${"x".repeat(1_100_000)}"` })).status).toBe(400);
  });

  test("what was not meant for the sender stays inside", async () => {
    const broken = withActor(null, async () => {
      throw new Error("select secret from /etc/passwd");
    });
    const response = await broken(consoleRequest("/api/v1/x", { cookie }), context);
    expect(response.status).toBe(500);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).not.toMatch(/secret|passwd|Error|at /);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: "internal", requestId: response.headers.get("x-request-id") },
    });
  });

  test("an AppError says what it says", async () => {
    const refusing = withActor(null, async () => {
      throw new AppError("refused", "Not like this.", { issues: [{ path: "name", message: "Not like this." }] });
    });
    const response = await refusing(consoleRequest("/api/v1/x", { cookie }), context);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: "refused", issues: [{ path: "name" }] } });
  });
});
