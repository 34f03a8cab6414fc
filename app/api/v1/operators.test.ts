import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, TEST_PASSWORD, type TestConsole, type TestOperator } from "#lib/testing/test-console.ts";
import { POST as LINK } from "./operators/[id]/link/route.ts";
import { PATCH } from "./operators/[id]/route.ts";
import { POST as SIGN_OUT } from "./operators/[id]/sign-out/route.ts";
import { GET, POST } from "./operators/route.ts";
import { POST as PASSWORD } from "./session/password/route.ts";
import { DELETE as LEAVE, GET as WHO } from "./session/route.ts";

let console: TestConsole;
let admin: TestOperator;
let cookie: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await prisma.operator.updateMany({ data: { disabledAt: new Date() } });
  admin = await console.createOperator("admin");
  cookie = await console.createSession(admin);
});

const none = {};
const of = (id: string) => ({ params: Promise.resolve({ id }) });
const patch = (id: string, body: unknown, by = cookie) =>
  PATCH(consoleRequest(`/api/v1/operators/${id}`, { method: "PATCH", cookie: by, body }), of(id));
const who = (session: string) => WHO(consoleRequest("/api/v1/session", { cookie: session }), none);

describe("inviting", () => {
  const grace = { email: " Grace@Example.test ", name: "Grace", role: "operator" };

  test("returns a one-time link that ends after 72 hours and is stored as a hash", async () => {
    const response = await POST(consoleRequest("/api/v1/operators", { cookie, body: grace }), none);
    expect(response.status).toBe(201);
    const invited = (await response.json()) as {
      id: string;
      email: string;
      status: string;
      link: { url: string; expiresAt: string };
    };
    expect(invited).toMatchObject({ email: "grace@example.test", status: "invited" });
    const token = invited.link.url.split("/link#")[1] ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    const hours = (Date.parse(invited.link.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(72, 1);
    const stored = await prisma.operatorLink.findFirstOrThrow({ where: { operatorId: invited.id } });
    expect(Buffer.from(stored.tokenHash).toString("base64url")).not.toBe(token);
  });

  test("the same address twice, in whatever case, is 409", async () => {
    const body = { ...grace, email: "GRACE@example.test" };
    expect((await POST(consoleRequest("/api/v1/operators", { cookie, body }), none)).status).toBe(409);
  });

  test.each([{ ...grace, role: "root" }, { ...grace, email: "nobody" }, { ...grace, isAdmin: true }, [], null])(
    "%j is 400",
    async (body) => {
      expect((await POST(consoleRequest("/api/v1/operators", { cookie, body }), none)).status).toBe(400);
    },
  );

  test("no answer shows a password hash or a token's hash", async () => {
    const text = await (await GET(consoleRequest("/api/v1/operators", { cookie }), none)).text();
    expect(text).not.toMatch(/argon2|hash/i);
  });
});

describe("changing an operator", () => {
  test.each([
    ["a change of role", { role: "operator" }],
    ["disabling", { status: "disabled" }],
  ])("A05: %s ends their sessions at once", async (_, body) => {
    const viewer = await console.createOperator("viewer");
    const session = await console.createSession(viewer);
    expect((await who(session)).status).toBe(200);
    expect((await patch(viewer.id, body)).status).toBe(200);
    expect((await who(session)).status).toBe(401);
  });

  test("A05: signing out everywhere ends their sessions and leaves the password", async () => {
    const viewer = await console.createOperator("viewer");
    const session = await console.createSession(viewer);
    const request = consoleRequest(`/api/v1/operators/${viewer.id}/sign-out`, { cookie, body: {} });
    expect((await SIGN_OUT(request, of(viewer.id))).status).toBe(204);
    expect((await who(session)).status).toBe(401);
    expect((await who(await console.createSession(viewer))).status).toBe(200);
  });

  test("is in the audit log with before and after", async () => {
    const viewer = await console.createOperator("viewer");
    await patch(viewer.id, { role: "operator" });
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { targetId: viewer.id } });
    expect(entry).toMatchObject({ action: "operator.role_changed", actorId: admin.id, requestId: expect.any(String) });
    expect(entry.before).toEqual({ role: "viewer", disabled: false });
    expect(entry.after).toEqual({ role: "operator", disabled: false });
  });

  test("A28: with a stale version it is 409 and changes nothing", async () => {
    const viewer = await console.createOperator("viewer");
    expect((await patch(viewer.id, { role: "operator", version: 1 })).status).toBe(200);
    expect((await patch(viewer.id, { role: "admin", version: 1 })).status).toBe(409);
    expect((await prisma.operator.findUniqueOrThrow({ where: { id: viewer.id } })).role).toBe("operator");
  });

  test.each(["not-an-id", "00000000-0000-7000-8000-000000000000"])("an id of nobody (%s) is 404", async (id) => {
    expect((await patch(id, { role: "viewer" })).status).toBe(404);
  });
});

describe("A20: there is always an admin", () => {
  test("nobody changes their own role or status", async () => {
    await console.createOperator("admin");
    expect((await patch(admin.id, { role: "viewer" })).status).toBe(422);
    expect((await patch(admin.id, { status: "disabled" })).status).toBe(422);
  });

  test("the last admin is not removed by a key either", async () => {
    const apiKey = await console.createApiKey("admin");
    const request = consoleRequest(`/api/v1/operators/${admin.id}`, {
      method: "PATCH",
      apiKey,
      body: { role: "viewer" },
    });
    expect((await PATCH(request, of(admin.id))).status).toBe(422);
  });

  test("an invited admin who has no password yet does not count", async () => {
    await POST(
      consoleRequest("/api/v1/operators", { cookie, body: { email: "new@example.test", name: "New", role: "admin" } }),
      none,
    );
    const apiKey = await console.createApiKey("admin");
    const body = { status: "disabled" };
    const request = consoleRequest(`/api/v1/operators/${admin.id}`, { method: "PATCH", apiKey, body });
    expect((await PATCH(request, of(admin.id))).status).toBe(422);
  });

  test.each([
    ["demoting", { role: "viewer" }],
    ["disabling", { status: "disabled" }],
  ])("of two admins %s each other at once, one succeeds", async (_, body) => {
    for (let round = 0; round < 5; round += 1) {
      await prisma.operator.updateMany({ data: { disabledAt: new Date() } });
      const [one, other] = [await console.createOperator("admin"), await console.createOperator("admin")];
      const [byOne, byOther] = [await console.createSession(one), await console.createSession(other)];
      const responses = await Promise.all([patch(other.id, body, byOne), patch(one.id, body, byOther)]);
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await prisma.operator.count({ where: { role: "admin", disabledAt: null } })).toBe(1);
    }
  });
});

describe("one-time links", () => {
  test("a new link replaces the one before; a disabled operator gets none", async () => {
    const viewer = await console.createOperator("viewer");
    const make = () => LINK(consoleRequest(`/api/v1/operators/${viewer.id}/link`, { cookie, body: {} }), of(viewer.id));
    expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(201);
    const countOpen = () =>
      prisma.operatorLink.count({ where: { operatorId: viewer.id, usedAt: null, expiresAt: { gt: new Date() } } });
    expect(await countOpen()).toBe(1);
    await patch(viewer.id, { status: "disabled" });
    expect(await countOpen()).toBe(0);
    expect((await make()).status).toBe(409);
  });
});

describe("one's own password", () => {
  const change = (session: string, body: unknown) =>
    PASSWORD(consoleRequest("/api/v1/session/password", { cookie: session, body }), none);
  const fresh = "seven lanterns on the wharf";

  test("A05: a change ends every session; this one goes on under a new cookie", async () => {
    const viewer = await console.createOperator("viewer");
    const [here, elsewhere] = [await console.createSession(viewer), await console.createSession(viewer)];
    const response = await change(here, { currentPassword: TEST_PASSWORD, newPassword: fresh });
    expect(response.status).toBe(204);
    const next = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await who(here)).status).toBe(401);
    expect((await who(elsewhere)).status).toBe(401);
    expect((await who(next)).status).toBe(200);
    expect((await change(next, { currentPassword: TEST_PASSWORD, newPassword: fresh })).status).toBe(422);
    expect((await change(next, { currentPassword: fresh, newPassword: TEST_PASSWORD })).status).toBe(204);
  });

  test("guesses at the current one are slowed down", async () => {
    const viewer = await console.createOperator("viewer");
    const session = await console.createSession(viewer);
    const guesses = Array.from({ length: 7 }, () =>
      change(session, { currentPassword: "a wrong guess", newPassword: fresh }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
  });

  test("a weak one is refused with the reason, and a key has none", async () => {
    const response = await change(cookie, { currentPassword: TEST_PASSWORD, newPassword: "Password1234!" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { issues: [{ path: "newPassword" }] } });
    const apiKey = await console.createApiKey("admin");
    const body = { currentPassword: TEST_PASSWORD, newPassword: fresh };
    expect((await PASSWORD(consoleRequest("/api/v1/session/password", { apiKey, body }), none)).status).toBe(403);
  });
});

test("A05: signing out ends the session, clears the cookie and is in the audit log", async () => {
  const response = await LEAVE(consoleRequest("/api/v1/session", { method: "DELETE", cookie }), none);
  expect(response.status).toBe(204);
  expect(response.headers.get("set-cookie")).toMatch(/session-token=;.*Max-Age=0/);
  expect((await who(cookie)).status).toBe(401);
  const where = { action: "session.signed_out", actorId: admin.id };
  expect(await prisma.auditEntry.count({ where })).toBe(1);
});
