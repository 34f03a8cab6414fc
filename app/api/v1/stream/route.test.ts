import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { GET } from "./route.ts";

let testConsole: TestConsole;
let source: string;
let apiKey: string;

beforeAll(async () => {
  testConsole = await openTestConsole();
  source = await insertSource(testConsole.database.pool, "asset", "asset");
  await insertDestination(testConsole.database.pool, "Ledger");
  apiKey = await testConsole.createApiKey("stream:read");
});

afterAll(async () => {
  await closeReadPool();
  await testConsole.close();
});

type Message = { id: string; event: string; data: { id: string; type?: string; status?: string } };

async function open(key: string, lastEventId?: string) {
  const abort = new AbortController();
  const headers: Record<string, string> = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const request = new Request(consoleRequest("/api/v1/stream", { apiKey: key, headers }), { signal: abort.signal });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { response, messages: response.body === null ? null : read(response.body), stop: () => abort.abort() };
}

async function* read(body: ReadableStream<Uint8Array>): AsyncGenerator<Message, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
      if (fields.data !== undefined) yield { ...fields, data: JSON.parse(fields.data) } as Message;
    }
  }
}

async function next(messages: AsyncGenerator<Message, void> | null, event: string): Promise<Message> {
  for (;;) {
    const result = await messages?.next();
    if (!result || result.done) throw new Error("the stream ended");
    if (result.value.event === event) return result.value;
  }
}

test("an event that is stored after the answer reaches the reader", async () => {
  const { response, messages, stop } = await open(apiKey);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const [id] = await insertEvents(testConsole.database.pool, [{ sourceId: source, type: "BUSINESS_CREATED" }]);
  expect((await next(messages, "event")).data).toMatchObject({ kind: "event", id, type: "BUSINESS_CREATED" });
  stop();
});

test("a reader that comes back with its last id gets what it missed, once and in order", async () => {
  const first = await open(apiKey);
  const pool = testConsole.database.pool;
  await insertEvents(pool, [{ sourceId: source, type: "ONE" }]);
  const one = await next(first.messages, "event");
  first.stop();
  await insertEvents(pool, [{ sourceId: source, type: "TWO" }]);
  await insertEvents(pool, [{ sourceId: source, type: "THREE" }]);
  const again = await open(apiKey, one.id);
  await insertEvents(pool, [{ sourceId: source, type: "FOUR" }]);
  const types: (string | undefined)[] = [];
  for (let count = 0; count < 3; count += 1) types.push((await next(again.messages, "event")).data.type);
  expect(types).toEqual(["TWO", "THREE", "FOUR"]);
  again.stop();
});

test("changes of deliveries, replays and sources are told", async () => {
  const { messages, stop } = await open(apiKey);
  await testConsole.database.pool.query("UPDATE sources SET status = 'paused', version = 2, updated_at = now()");
  expect((await next(messages, "source")).data).toMatchObject({ slug: "asset", status: "paused" });
  await testConsole.database.pool.query("UPDATE deliveries SET status = 'held', updated_at = now()");
  expect((await next(messages, "delivery")).data.status).toBe("held");
  stop();
});

test("an id that is not one of the stream's is refused", async () => {
  const { response } = await open(apiKey, "1");
  expect(response.status).toBe(400);
});

test("A32: a stream ends within a minute after its key was revoked", { timeout: 60_000 }, async () => {
  const key = await testConsole.createApiKey("stream:read");
  const { response, messages } = await open(key);
  expect(response.status).toBe(200);
  await prisma.apiKey.updateMany({ data: { revokedAt: new Date() } });
  const startedAt = Date.now();
  await expect(next(messages, "nothing")).rejects.toThrow("the stream ended");
  expect(Date.now() - startedAt).toBeLessThan(30_000);
});
