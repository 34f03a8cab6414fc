import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type CountingServer, startRawServer } from "#lib/testing/counting-server.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();
const servers: CountingServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const OK = "HTTP/1.1 200 OK\r\n";
const BOMB = gzipSync(Buffer.alloc(10_000_000));

const say = (answer: string | Buffer) => (socket: Socket) => void socket.end(answer);

/** Says something again and again for as long as it is listened to. */
const repeat = (first: string, piece: string, everyMs: number) => (socket: Socket) => {
  socket.write(first);
  const timer = setInterval(() => {
    if (!socket.writableNeedDrain) socket.write(piece);
  }, everyMs);
  socket.on("close", () => clearInterval(timer));
};

/** What a receiver does once it is asked, and what the attempt is recorded as. */
const RECEIVERS: Record<string, [act: (socket: Socket) => void, kind: string]> = {
  "100,000 headers": [say(`${OK}${"x: y\r\n".repeat(100_000)}\r\n`), "response_too_large"],
  "a 20 kB header line": [say(`${OK}x: ${"y".repeat(20_000)}\r\n\r\n`), "response_too_large"],
  "a flood of 1xx": [repeat("", "HTTP/1.1 103 Early\r\n\r\n".repeat(1000), 1), "malformed_response"],
  "an endless body": [repeat(`${OK}\r\n`, "x".repeat(65_536), 1), "succeeded"],
  "a dripping body": [repeat(`${OK}\r\n`, "x", 20), "timeout"],
  "dripping headers": [repeat(OK, "a: b\r\n", 20), "timeout"],
  "a gzip bomb": [
    say(Buffer.concat([Buffer.from(`${OK}content-encoding: gzip\r\ncontent-length: ${BOMB.length}\r\n\r\n`), BOMB])),
    "succeeded",
  ],
  "HTTP/0.9": [say("<p>Hello</p>"), "malformed_response"],
  "a redirect to metadata": [
    say("HTTP/1.1 307 X\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n"),
    "redirect",
  ],
  "NUL and broken UTF-8": [
    say(Buffer.concat([Buffer.from(`HTTP/1.1 500 X\r\nx: \xe9\r\n\r\n`, "latin1"), Buffer.from([0, 0xff, 0xfe])])),
    "http_5xx",
  ],
  "names of Object.prototype": [say(`${OK}__proto__: a\r\nconstructor: b\r\ncontent-length: 0\r\n\r\n`), "succeeded"],
  "a reset": [(socket) => void socket.resetAndDestroy(), "reset"],
  "a wrong length": [say(`${OK}content-length: -5\r\n\r\n`), "malformed_response"],
};

test("D13: receivers that misbehave cost an attempt each; the worker lives and serves the others", async () => {
  const kinds = new Map<string, string>();
  for (const [act, kind] of Object.values(RECEIVERS)) {
    const server = await startRawServer((socket) => socket.once("data", () => act(socket)));
    servers.push(server);
    kinds.set(server.url, kind);
    const timeoutMs = kind === "timeout" ? 1500 : 15_000;
    await insertDestination(worker.pool, { url: server.url, retrySchedule: [86_400], timeoutMs });
  }
  const good = await worker.startSink();
  await insertDestination(worker.pool, { url: good.url });
  await storeEvents(worker.pool, worker.source, ["{}", "{}"]);
  const process = await worker.startProcess();
  const expected = 2 * (kinds.size + 1);
  await eventually(async () => expect((await worker.attempts()).length).toBe(expected), 30_000);
  const attempts = await worker.attempts();
  for (const [url, kind] of kinds) {
    const recorded = attempts.filter((attempt) => attempt.url === url);
    expect([kind, ...recorded.map(({ error }) => JSON.parse(error)?.kind ?? "succeeded")]).toEqual([kind, kind, kind]);
  }
  for (const { response_snippet: snippet } of attempts) expect(snippet?.length ?? 0).toBeLessThanOrEqual(16_384);
  const redirect = attempts.map(({ error }) => JSON.parse(error)).find((error) => error?.kind === "redirect");
  expect(redirect).toMatchObject({ status: 307, location: "http://169.254.169.254/" });
  expect(good.requests.length).toBe(2);
  await storeEvents(worker.pool, worker.source, ["{}"], {});
  await eventually(() => expect(good.requests.length).toBe(3));
  expect(await process.stop("SIGTERM")).toBe(0);
}, 60_000);
