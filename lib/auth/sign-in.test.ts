import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountThrottleKey } from "#lib/auth/account-throttle-key.ts";
import { passwordSlots } from "#lib/auth/password-hash.ts";
import { prisma } from "#lib/db/prisma.ts";
import { bumpAccount } from "#lib/db/throttles/bump-account.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { cookiesOf, sessionCookieOf, submitSignIn } from "#lib/testing/sign-in-form.ts";
import { openTestConsole, TEST_CONSOLE_URL, type TestConsole, type TestOperator } from "#lib/testing/test-console.ts";
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

describe("the right password", () => {
  test("opens a session that the API accepts, and the token holds nothing but a session id", async () => {
    const response = await signIn();
    expect(response.status).toBe(200);
    const cookie = sessionCookieOf(response);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const answer = await ask(cookiesOf(response));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ label: operator.email });
  });

  test("A08: a session cookie from before is replaced, and its session ends", async () => {
    const before = await console.createSession(operator);
    expect((await ask(before)).status).toBe(200);
    const response = await signIn({ cookie: before });
    expect(cookiesOf(response)).not.toContain(before);
    expect((await ask(before)).status).toBe(401);
    expect((await ask(cookiesOf(response))).status).toBe(200);
  });

  test.each(["https://evil.test/x", "//evil.test", "/\\evil.test", "javascript:alert(1)"])(
    "a callback address elsewhere (%s) leads to this console",
    async (callbackUrl) => {
      const { url } = (await (await signIn({ callbackUrl })).json()) as { url: string };
      expect(new URL(url).origin).toBe(TEST_CONSOLE_URL);
    },
  );

  test("A16: forwarded hosts change neither links nor cookies", async () => {
    const headers = { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https", host: "evil.test" };
    const response = await signIn({ headers, callbackUrl: "/events" });
    expect(await response.json()).toEqual({ url: `${TEST_CONSOLE_URL}/events` });
    expect(sessionCookieOf(response)).toMatch(/^next-auth\.session-token=/);
  });
});

describe("everything else looks the same", () => {
  test("wrong password, unknown address, disabled operator and blocked account have one answer", async () => {
    const disabled = await console.createOperator("viewer");
    await prisma.operator.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    const blocked = await console.createOperator("viewer");
    for (let guess = 0; guess < 6; guess += 1) await signIn({ email: blocked.email, password: "a wrong password" });
    const responses = [
      await signIn({ password: "a wrong password" }),
      await signIn({ email: "nobody@example.test" }),
      await signIn({ email: disabled.email }),
      await signIn({ email: blocked.email }),
    ];
    const seen = await Promise.all(
      responses.map(async (response) => ({
        status: response.status,
        body: await response.text(),
        cookies: response.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, "")),
      })),
    );
    expect(seen[0]?.status).toBe(401);
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(responses.map(sessionCookieOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("A14: a database error is the same refusal, with no message in an address", async () => {
    await prisma.$executeRaw`alter table sessions rename to sessions_away`;
    const response = await signIn();
    await prisma.$executeRaw`alter table sessions_away rename to sessions`;
    expect(response.status).toBe(401);
    expect(await response.text()).not.toMatch(/session_|relation|does not exist/);
  });

  test("failed attempts are in the audit log, 60 a minute and a note that there were more", async () => {
    await prisma.signInThrottle.upsert({
      where: { key: "audit:sign-in" },
      create: { key: "audit:sign-in", failures: 58 },
      update: { failures: 58, windowStartedAt: new Date() },
    });
    const where = { action: "session.sign_in_failed" };
    const before = await prisma.auditEntry.count({ where });
    for (let at = 0; at < 5; at += 1) await signIn({ email: `nobody-${at}@example.test` });
    const entries = await prisma.auditEntry.findMany({ where, orderBy: { seq: "desc" } });
    expect(entries.length - before).toBe(3);
    expect(entries[0]?.reason).toMatch(/More than 60/);
    expect(entries[1]).toMatchObject({ actorLabel: "nobody-1@example.test", actorId: null, outcome: "denied" });
  });
});

describe("guessing", () => {
  test("A10: of 100 guesses in parallel, each counted one is let through and no other", async () => {
    const key = accountThrottleKey(operator.email);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => bumpAccount(key)));
    const { failures } = await prisma.signInThrottle.findUniqueOrThrow({ where: { key } });
    expect(outcomes.filter(({ kind }) => kind === "allowed")).toHaveLength(failures);
    // Five, and one more for each second that the machine took over it.
    expect(failures).toBeGreaterThanOrEqual(5);
    expect(failures).toBeLessThan(10);
  });

  test("A10: the right password does not open a blocked account", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => signIn({ password: `guess number ${at}` })));
    const key = accountThrottleKey(operator.email);
    await prisma.signInThrottle.update({ where: { key }, data: { blockedUntil: new Date(Date.now() + 60_000) } });
    expect((await signIn()).status).toBe(401);
  });

  test("a block ends by itself, and the right password clears the count", async () => {
    for (let guess = 0; guess < 5; guess += 1) await signIn({ password: "a wrong password" });
    expect((await signIn()).status).toBe(401);
    await prisma.$executeRaw`update sign_in_throttles set blocked_until = now() - interval '1 second' where blocked_until is not null`;
    expect((await signIn()).status).toBe(200);
    for (let guess = 0; guess < 4; guess += 1) await signIn({ password: "a wrong password" });
    expect((await signIn()).status).toBe(200);
  });

  test("each failure past the fifth blocks for twice as long, up to 15 minutes", async () => {
    const seconds: number[] = [];
    for (let failure = 1; failure <= 17; failure += 1) {
      await signIn({ password: "a wrong password" });
      const rows = await prisma.$queryRaw<{ seconds: number | null }[]>`
        select round(extract(epoch from blocked_until - window_started_at))::int as seconds
          from sign_in_throttles where key like 'account:%' order by window_started_at desc limit 1`;
      seconds.push(rows[0]?.seconds ?? 0);
      await prisma.$executeRaw`update sign_in_throttles set blocked_until = now() where key like 'account:%'`;
    }
    expect(seconds).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  test("A11: beyond four hashes at once and twenty waiting, sign-ins are told to come back", async () => {
    const gate = Promise.withResolvers<void>();
    const busy = Array.from({ length: 24 }, () => passwordSlots.run(() => gate.promise));
    const response = await signIn();
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    gate.resolve();
    await Promise.all(busy);
    expect((await signIn()).status).toBe(200);
  });
});
