import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { POST as cancel } from "./deliveries/[id]/cancel/route.ts";
import { POST as redeliver } from "./deliveries/[id]/redeliver/route.ts";
import { POST as rotate } from "./destinations/[id]/rotate-secret/route.ts";
import { PATCH as patchDestination, DELETE as removeDestination } from "./destinations/[id]/route.ts";
import { POST as createDestination } from "./destinations/route.ts";
import { POST as replay } from "./events/[id]/replay/route.ts";
import { POST as reverify } from "./requests/[id]/reverify/route.ts";
import { PATCH as patchSource } from "./sources/[slug]/route.ts";
import { POST as createSource } from "./sources/route.ts";

let console: TestConsole;
let key: string;

beforeAll(async () => {
  console = await openTestConsole();
  key = await console.createApiKey("admin");
});
afterAll(() => console.close());

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
type Call = { body?: unknown; method?: string; apiKey?: string; params?: Record<string, string> };

async function call(handler: unknown, { body, method = "POST", apiKey = key, params = {} }: Call = {}) {
  const request = consoleRequest("/api/v1/x", { method, apiKey, ...(body === undefined ? {} : { body }) });
  // The frame types each handler by its own parameters; what Next passes is checked by none of them.
  const response = await (handler as Handler)(request, { params: Promise.resolve(params as never) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const SOURCE = { provider: "abound", name: "Abound", environment: "sandbox" };

describe("a source over the API", () => {
  test("is created with 201 and never shows a secret", async () => {
    const secrets = [{ label: "first", value: "a signing secret of more than thirty-two" }];
    const created = await call(createSource, { body: { ...SOURCE, slug: "api", secrets } });
    expect(created).toMatchObject({ status: 201, body: { slug: "api", status: "enabled", warnings: [] } });
    expect(created.body.secrets).toMatchObject([{ label: "first", last4: "-two" }]);
    expect(JSON.stringify(created)).not.toContain("signing secret");
    expect(await call(createSource, { body: { ...SOURCE, slug: "api", secrets } })).toMatchObject({ status: 409 });
  });

  test("answers each kind of mistake with its own status", async () => {
    const patch = (body: unknown, slug = "api") => call(patchSource, { method: "PATCH", body, params: { slug } });
    expect(await patch({ status: "paused" })).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_input" } },
    });
    expect(await patch({})).toMatchObject({ status: 400 });
    expect(await patch({ name: "a\u0000b" })).toMatchObject({ status: 400 });
    expect(await patch({ name: "New" }, "nowhere")).toMatchObject({ status: 404 });
    expect(await patch({ name: "New" }, "no\u0000where")).toMatchObject({ status: 404 });
    expect(await patch({ name: "New", version: 99 })).toMatchObject({
      status: 409,
      body: { error: { code: "stale_version" } },
    });
    expect(await patch({ secrets: { b: "short" } })).toMatchObject({
      status: 422,
      body: { error: { code: "refused", issues: [{ path: "secrets" }] } },
    });
    expect(await patch({ status: "paused", reason: "upgrade" })).toMatchObject({
      status: 200,
      body: { status: "paused", statusReason: "upgrade", version: 2, moved: { held: 0 } },
    });
  });

  test("can be switched with a key that may do nothing else", async () => {
    const apiKey = await console.createApiKey("source:toggle");
    const patch = (body: unknown) => call(patchSource, { method: "PATCH", body, apiKey, params: { slug: "api" } });
    expect(await patch({ status: "enabled", reason: "done" })).toMatchObject({ status: 200, body: { slug: "api" } });
    expect(await patch({ name: "Other" })).toMatchObject({ status: 403 });
  });
});

describe("a destination over the API", () => {
  test("goes through its life", async () => {
    const body = {
      name: "Ledger",
      url: "https://receiver.invalid/hook",
      headers: { "x-key": "v" },
      retrySchedule: "5s,30s",
    };
    const created = await call(createDestination, { body });
    expect(created).toMatchObject({
      status: 201,
      body: { signingSecret: expect.stringMatching(/^whsec_/), headerNames: ["x-key"], retrySchedule: [5, 30] },
    });
    const params = { id: created.body.id };
    const patched = await call(patchDestination, { method: "PATCH", body: { paused: true, reason: "x" }, params });
    expect(patched).toMatchObject({ status: 200, body: { paused: true, pausedReason: "x" } });
    expect(await call(rotate, { params })).toMatchObject({ status: 200, body: { signingSecret: expect.any(String) } });
    expect(await call(rotate, { params, body: { overlapHours: -1 } })).toMatchObject({ status: 400 });
    expect(await call(removeDestination, { method: "DELETE", params })).toEqual({ status: 204, body: null });
    expect(await call(removeDestination, { method: "DELETE", params })).toMatchObject({ status: 404 });
  });

  test("that may not be called is refused with 422 and the field", async () => {
    expect(await call(createDestination, { body: { name: "Ledger", url: "http://127.0.0.1:9/" } })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining("SIGNALBOX_ALLOW_PRIVATE"), issues: [{ path: "url" }] } },
    });
  });
});

test("an event is replayed with 202, redelivered with 202 and canceled with 200", async () => {
  const { rows } = await console.database.pool.query("SELECT id FROM sources LIMIT 1");
  const [eventId = ""] = await insertEvents(console.database.pool, [{ sourceId: rows[0].id, slug: "api" }]);
  expect(await call(replay, { params: { id: eventId } })).toMatchObject({ status: 422 });
  await call(createDestination, { body: { name: "Ledger", url: "https://receiver.invalid/" } });
  const started = await call(replay, { params: { id: eventId }, body: { reason: "again" } });
  expect(started).toMatchObject({ status: 202, body: { replayId: expect.any(String) } });
  const found = await console.database.pool.query("SELECT id FROM deliveries WHERE replay_id = $1", [
    started.body.replayId,
  ]);
  const params = { id: found.rows[0].id };
  expect(await call(redeliver, { params })).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  expect(await call(cancel, { params, body: { reason: "no" } })).toMatchObject({
    status: 200,
    body: { status: "canceled" },
  });
  expect(await call(redeliver, { params })).toMatchObject({
    status: 202,
    body: { status: "pending", trigger: "manual" },
  });
  expect(await call(reverify, { params })).toMatchObject({ status: 404 });
  expect(await call(reverify, { params: { id: "nonsense" } })).toMatchObject({ status: 404 });
});

test("a viewer is refused with 403 whatever the body", async () => {
  const apiKey = await console.createApiKey("viewer");
  const params = { id: "00000000-0000-7000-8000-000000000000", slug: "api" };
  for (const handler of [
    patchSource,
    patchDestination,
    createSource,
    createDestination,
    rotate,
    replay,
    redeliver,
    cancel,
  ]) {
    expect(await call(handler, { apiKey, params, body: {} })).toMatchObject({ status: 403 });
  }
});
