import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signIn } from "#lib/auth/sign-in.ts";
import { prisma } from "#lib/db/prisma.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { acceptLink } from "./accept-link.ts";
import { ensureFirstAdmin } from "./ensure-first-admin.ts";
import { ensureSetupLink } from "./ensure-setup-link.ts";

const PASSWORD = "seven lanterns on the wharf";
const requester = { remoteAddress: null, requestId: "request" };
const ada = { email: "ada@example.test", name: "Ada", password: PASSWORD };

let console: TestConsole;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await prisma.session.deleteMany();
  await prisma.operatorLink.deleteMany();
  await prisma.operator.deleteMany();
});

const attempt = (email: string) =>
  signIn({ email, password: PASSWORD, remoteAddress: null, userAgent: null, requestId: "request", previousSid: null });

async function setupToken(): Promise<string> {
  const outcome = await ensureSetupLink({ consoleUrl: "http://console.test" });
  if (outcome.kind !== "link") throw new Error("there is an operator");
  expect(outcome.url).toMatch(/^http:\/\/console\.test\/setup#[\w-]{43}$/);
  return outcome.url.split("#")[1] ?? "";
}

describe("the setup link", () => {
  test("makes the first admin, once", async () => {
    const token = await setupToken();
    expect(await acceptLink({ token, ...ada }, requester)).toEqual({ kind: "accepted", email: ada.email });
    expect((await attempt("ADA@example.test")).kind).toBe("signed_in");
    expect(await acceptLink({ token, ...ada, email: "eve@example.test" }, requester)).toMatchObject({
      kind: "not_found",
    });
    expect(await ensureSetupLink({ consoleUrl: "http://console.test" })).toEqual({ kind: "operators_exist" });
  });

  test("stops working when a newer one is printed", async () => {
    const older = await setupToken();
    const newer = await setupToken();
    expect((await acceptLink({ token: older, ...ada }, requester)).kind).toBe("not_found");
    expect((await acceptLink({ token: newer, ...ada }, requester)).kind).toBe("accepted");
  });

  test("survives a refused password", async () => {
    const token = await setupToken();
    expect(await acceptLink({ token, ...ada, password: "short" }, requester)).toMatchObject({
      kind: "refused",
      field: "password",
    });
    expect(await acceptLink({ token, password: PASSWORD }, requester)).toMatchObject({
      kind: "refused",
      field: "email",
    });
    expect((await acceptLink({ token, ...ada }, requester)).kind).toBe("accepted");
  });

  test("opened by ten people at once makes one admin", async () => {
    const token = await setupToken();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) => acceptLink({ token, ...ada, email: `a${at}@example.test` }, requester)),
    );
    expect(outcomes.filter(({ kind }) => kind === "accepted")).toHaveLength(1);
    expect(await prisma.operator.count()).toBe(1);
  });

  test("does not work once it has expired", async () => {
    const token = await setupToken();
    await prisma.operatorLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await acceptLink({ token, ...ada }, requester)).kind).toBe("not_found");
  });
});

describe("the admin of the environment", () => {
  const env = { adminEmail: "Root@Example.test", adminPassword: PASSWORD };

  test("is created by one of the processes that start together", async () => {
    const outcomes = await Promise.all([ensureFirstAdmin(env), ensureFirstAdmin(env), ensureFirstAdmin(env)]);
    expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect((await attempt("root@example.test")).kind).toBe("signed_in");
  });

  test("is not created beside an operator, and never changes one", async () => {
    await ensureFirstAdmin(env);
    const other = { adminEmail: "other@example.test", adminPassword: PASSWORD };
    expect(await ensureFirstAdmin(other)).toEqual({ kind: "operators_exist" });
    expect(await ensureFirstAdmin({ adminEmail: null, adminPassword: null })).toEqual({ kind: "operators_exist" });
  });

  test("without the variables nothing happens", async () => {
    expect(await ensureFirstAdmin({ adminEmail: null, adminPassword: null })).toEqual({ kind: "not_configured" });
  });
});
