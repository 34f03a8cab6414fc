import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { cookiesOf, sessionCookieOf, submitSignIn, submitSignOut } from "#lib/testing/sign-in-form.ts";
import {
  openTestConsole,
  TEST_CONSOLE_URL,
  TEST_PASSWORD,
  type TestConsole,
  type TestOperator,
} from "#lib/testing/test-console.ts";
import { handleNextAuth } from "./handle-next-auth.ts";
import { withActor } from "./with-actor.ts";

let console: TestConsole;
let operator: TestOperator;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  operator = await console.createOperator("operator");
});

const whoAmI = withActor(null, async (actor) => Response.json({ label: actor.label }));
const ask = (cookie: string) => whoAmI(consoleRequest("/api/v1/anything", { cookie }), {});

type Form = Partial<Parameters<typeof submitSignIn>[0]>;
const signIn = (form: Form = {}) => submitSignIn({ email: operator.email, ...form });

describe("A13: passwords are taken as they are", () => {
  test("a blank at the end counts", async () => {
    expect((await signIn({ password: `${TEST_PASSWORD} ` })).status).toBe(401);
  });

  test("128 emoji are a password that can be wrong", async () => {
    expect((await signIn({ password: "😀".repeat(128) })).status).toBe(401);
  });

  test.each([
    ["129 emoji", "😀".repeat(129)],
    ["NUL", `${TEST_PASSWORD}\u0000`],
    ["nothing", ""],
    ["10 MB", "x".repeat(10_000_000)],
  ])("%s is no password at all: 400", async (_, password) => {
    expect((await signIn({ password })).status).toBe(400);
  });
});

describe("A17: sign-in from elsewhere", () => {
  test.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "null" },
    { origin: "https://evil.test" },
  ])("%o is refused", async (headers) => {
    expect((await signIn({ headers: headers as Record<string, string> })).status).toBe(403);
  });

  test("without the double-submitted token nobody is signed in", async () => {
    const body = new URLSearchParams({ email: operator.email, password: TEST_PASSWORD, json: "true" }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const request = consoleRequest("/api/auth/callback/credentials", { body, headers });
    const response = await handleNextAuth(request, ["callback", "credentials"]);
    expect(sessionCookieOf(response)).toBeUndefined();
  });
});

test("A05: signing out by the form ends the session on the server, or says that it did not", async () => {
  const cookie = cookiesOf(await signIn());
  await prisma.$executeRaw`alter table sessions rename column revoked_at to revoked_away`;
  const failed = await submitSignOut(cookie);
  await prisma.$executeRaw`alter table sessions rename column revoked_away to revoked_at`;
  expect(failed.status).toBe(500);
  expect((await ask(cookie)).status).toBe(200);
  const response = await submitSignOut(cookie);
  expect(response.status).toBe(200);
  expect(response.headers.get("clear-site-data")).toBe('"storage"');
  expect((await ask(cookie)).status).toBe(401);
});

test("over https the session cookie is Secure and __Host-", async () => {
  process.env.SIGNALBOX_CONSOLE_URL = "https://console.test";
  try {
    const response = await signIn({ headers: { origin: "https://console.test" } });
    expect(sessionCookieOf(response)).toMatch(/^__Host-next-auth\.session-token=.*Path=\/.*Secure/);
    expect(sessionCookieOf(response)).not.toMatch(/Domain=/);
  } finally {
    process.env.SIGNALBOX_CONSOLE_URL = TEST_CONSOLE_URL;
  }
});

test("what next-auth offers beyond sign-in and sign-out is not there", async () => {
  for (const path of ["_log", "verify-request", "signin/email"]) {
    const request = consoleRequest(`/api/auth/${path}`, { body: {} });
    expect((await handleNextAuth(request, path.split("/"))).status).toBe(404);
  }
});
