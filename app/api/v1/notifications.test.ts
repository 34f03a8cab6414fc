import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET as listAlerts } from "./notifications/alerts/route.ts";
import { GET as listMessages } from "./notifications/messages/route.ts";
import { DELETE, GET, PUT } from "./notifications/route.ts";
import { POST as sendTest } from "./notifications/test/route.ts";
import { PATCH as patchSource } from "./sources/[slug]/route.ts";

let console: TestConsole;
let admin: string;
let operator: string;
let server: CountingServer;
let status = 204;

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1" });
  admin = await console.createApiKey("admin");
  operator = await console.createApiKey("notification:read");
  server = await startHttpServer((_request, response) => response.writeHead(status).end("token=hush"));
});
afterAll(async () => {
  await Promise.all([server.close(), closeReadPool()]);
  await console.close();
});
beforeEach(async () => {
  status = 204;
  server.requests.length = 0;
  await query("TRUNCATE notification_channels, watch_alerts, watch_messages, sources CASCADE");
});

async function query(sql: string, values: unknown[] = []) {
  return (await console.database.pool.query(sql, values)).rows;
}

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;

async function call(handler: unknown, method: string, given: { body?: unknown; apiKey?: string; path?: string } = {}) {
  const { body, apiKey = admin, path = "/api/v1/notifications" } = given;
  const request = consoleRequest(path, { method, apiKey, ...(body === undefined ? {} : { body }) });
  // The frame types each handler by its own parameters.
  const response = await (handler as Handler)(request, { params: Promise.resolve({ slug: "abound" } as never) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}
const put = (body: unknown) => call(PUT, "PUT", { body });
const url = () => `${server.url}/services/hush-hush-a1b2`;

test("the address is set, shown as a hint, changed and removed, each audited without a secret", async () => {
  const created = await put({ kind: "webhook", url: url(), manyExpired: 5 });
  expect(created).toMatchObject({
    status: 200,
    body: { kind: "webhook", manyExpired: 5, isEnabled: true, version: 1 },
  });
  const { signingSecret } = created.body;
  expect(signingSecret).toMatch(/^whsec_/);
  const shown = await call(GET, "GET", { apiKey: operator });
  expect(shown.body.channel).toMatchObject({
    urlHint: `127.0.0.1:${server.port}/…/a1b2`,
    secretLast4: signingSecret.slice(-4),
  });
  const kept = await put({ kind: "webhook", isEnabled: false, version: 1 });
  expect(kept).toMatchObject({ status: 200, body: { isEnabled: false, version: 2, signingSecret: null } });
  const replaced = await put({ kind: "webhook", newSecret: true });
  expect(replaced.body.signingSecret).toMatch(/^whsec_/);
  expect(replaced.body.signingSecret).not.toBe(signingSecret);
  expect((await call(DELETE, "DELETE", { body: {} })).status).toBe(204);
  expect((await call(DELETE, "DELETE", { body: {} })).status).toBe(404);
  const entries = await query(
    "SELECT action, before, after FROM audit_entries WHERE action LIKE 'notification.%' ORDER BY seq",
  );
  expect(entries.map(({ action }) => action)).toEqual([
    "notification.created",
    "notification.updated",
    "notification.updated",
    "notification.deleted",
  ]);
  for (const hidden of ["hush", signingSecret, replaced.body.signingSecret]) {
    expect(JSON.stringify([entries, shown.body, kept.body])).not.toContain(hidden);
  }
});

test("what cannot be told is refused with the field that is wrong", async () => {
  const refusals = [
    [{ kind: "slack" }, 422, "Enter the address to tell."],
    [{ kind: "slack", url: "http://127.0.0.2/hook" }, 422, "127.0.0.2:80 is loopback"],
    [{ kind: "slack", url: "http://169.254.169.254/latest" }, 422, "can never be allowed"],
    [{ kind: "slack", url: "ftp://example.com" }, 422, "must start with https"],
    [{ kind: "mail", url: url() }, 400, "kind"],
    [{ kind: "slack", url: url(), manyExpired: 0 }, 400, "at least 1"],
  ] as const;
  for (const [body, expected, words] of refusals) {
    const { status: got, body: answer } = await put(body);
    expect([got, answer.error.message]).toEqual([expected, expect.stringContaining(words)]);
  }
  await put({ kind: "slack", url: url() });
  expect(await put({ kind: "webhook" })).toMatchObject({ status: 422 });
  expect(await put({ kind: "slack", version: 7 })).toMatchObject({ status: 409 });
  expect(await query("SELECT kind, secret_ciphertext FROM notification_channels")).toEqual([
    { kind: "slack", secret_ciphertext: null },
  ]);
});

test("a test is sent now and says how it went", async () => {
  expect(await call(sendTest, "POST", { body: {} })).toMatchObject({ status: 409 });
  const { body: saved } = await put({ kind: "webhook", url: url() });
  const sent = await call(sendTest, "POST", { body: {} });
  expect(sent).toMatchObject({ status: 200, body: { outcome: "succeeded", statusCode: 204, error: null } });
  const [message] = server.requests;
  const headers = Object.fromEntries(
    Object.entries(message?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  expect(new Webhook(saved.signingSecret).verify(message?.body.toString() ?? "", headers)).toMatchObject({
    type: "signalbox.test",
  });
  status = 404;
  const failed = await call(sendTest, "POST", { body: {} });
  expect(failed.body).toMatchObject({ outcome: "failed", statusCode: 404, error: { kind: "http_4xx" } });
  const entries = await query("SELECT after FROM audit_entries WHERE action = 'notification.tested' ORDER BY seq");
  expect(entries).toMatchObject([{ after: { outcome: "succeeded" } }, { after: { error: "http_4xx" } }]);
  expect(JSON.stringify([sent, failed, entries])).not.toContain("hush");
});

test("turning it off gives up what waits, and a new address is told at once", async () => {
  await put({ kind: "slack", url: url() });
  const insert = () =>
    query(
      `INSERT INTO watch_messages (id, content, attempt_count, next_attempt_at)
       VALUES (gen_random_uuid(), '{"lines": [], "more": 0}', 3, now() + interval '1 hour')`,
    );
  await insert();
  await put({ kind: "slack", url: url() });
  expect(await query("SELECT next_attempt_at <= now() AS is_due FROM watch_messages")).toEqual([{ is_due: true }]);
  await put({ kind: "slack", isEnabled: false });
  expect((await call(listMessages, "GET", { apiKey: operator })).body.data).toMatchObject([
    { status: "given_up", lastError: "Notifications were turned off.", nextAttemptAt: null, attempts: 3 },
  ]);
});

test("alerts are listed newest first, page by page, open and past apart", async () => {
  for (const index of [1, 2, 3]) {
    await query(
      `INSERT INTO watch_alerts (id, key, kind, subject, severity, title, url, since, recovered_at)
       VALUES ($1, $2, 'dead_letters', 'Ledger', 'bad', $2, '/', now(), CASE WHEN $3 THEN now() END)`,
      [`00000000-0000-7000-8000-00000000000${index}`, `alert ${index}`, index === 2],
    );
  }
  const list = async (search: string) =>
    (await call(listAlerts, "GET", { apiKey: operator, path: `/api/v1/notifications/alerts${search}` })).body;
  const first = await list("?limit=2");
  expect(first.data.map(({ title }: { title: string }) => title)).toEqual(["alert 3", "alert 2"]);
  expect((await list(`?limit=2&cursor=${first.nextCursor}`)).data).toMatchObject([{ title: "alert 1" }]);
  expect((await list("?state=past")).data).toMatchObject([{ title: "alert 2" }]);
  expect((await list("?state=open")).data).toMatchObject([{ title: "alert 3" }, { title: "alert 1" }]);
  expect((await list("?state=closed")).error.message).toContain("state");
});

test("what is watched is shown with its state; the silence of a source is set with the source", async () => {
  await insertSource(console.database.pool, "abound", "abound", { secrets: { current: "a secret of the tests" } });
  const change = (body: unknown) => call(patchSource, "PATCH", { body });
  expect(await change({ quietAfterMinutes: 30 })).toMatchObject({ status: 200, body: { quietAfterMinutes: 30 } });
  expect(await change({ quietAfterMinutes: 0 })).toMatchObject({ status: 400 });
  const { body } = await call(GET, "GET", { apiKey: operator });
  expect(body.watch).toContainEqual(
    expect.objectContaining({
      kind: "source_quiet",
      isKnown: true,
      watched: [
        expect.objectContaining({
          subject: "abound",
          state: "ok",
          now: expect.stringMatching(/^quiet for \d s, tells after 30 min$/),
        }),
      ],
    }),
  );
  expect(await change({ quietAfterMinutes: null })).toMatchObject({ body: { quietAfterMinutes: null } });
});
