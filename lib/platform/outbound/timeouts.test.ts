import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { type FullListener, startFullListener } from "#lib/testing/full-listener.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { ResolvedAddress, Resolver } from "./resolve-host.ts";

const { keep, createSender, post } = outboundTest();
const allow = "127.0.0.1";

let full: FullListener | null = null;
afterEach(async () => {
  await full?.close();
  full = null;
});

/** Writes a piece again and again, slowly, for as long as the socket stands. */
function drip(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
}

const dripping = (first: string, piece: string) =>
  keep(
    startRawServer((socket) =>
      socket.once("data", () => {
        socket.write(first);
        drip(socket, piece);
      }),
    ),
  );

describe("one deadline covers everything, and the attempt says what it was waiting for", () => {
  test("dns: the name server stays silent", async () => {
    const resolver: Resolver = () => new Promise(() => {});
    const outcome = await post("https://silent.test/", { resolver, timeoutMs: 300 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "dns", limitMs: 300 }, address: null });
  });

  test("connect: nobody accepts", async () => {
    full = await startFullListener();
    const outcome = await post(full.url, { allow, timeoutMs: 500 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "connect", limitMs: 500 }, address: null });
  });

  test("tls: the handshake hangs", async () => {
    const server = await keep(startRawServer(() => {}));
    const outcome = await post(`https://127.0.0.1:${server.port}/`, { allow, timeoutMs: 400 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "tls", limitMs: 400 } });
  });

  test("a name has 3 s, a connection with its handshake 5 s of a longer time limit", async () => {
    const silent: Resolver = () => new Promise(() => {});
    full = await startFullListener();
    const server = await keep(startRawServer(() => {}));
    const outcomes = await Promise.all([
      post("https://silent.test/", { resolver: silent, timeoutMs: 12_000 }),
      post(full.url, { allow, timeoutMs: 12_000 }),
      post(`https://127.0.0.1:${server.port}/`, { allow, timeoutMs: 12_000 }),
    ]);
    expect(outcomes).toMatchObject([
      { error: { kind: "timeout", phase: "dns", limitMs: 3000 } },
      { error: { kind: "timeout", phase: "connect", limitMs: 5000 } },
      { error: { kind: "timeout", phase: "tls", limitMs: 5000 } },
    ]);
    for (const { durationMs } of outcomes) expect(durationMs).toBeLessThan(8000);
  });

  test("response: the receiver accepts and says nothing", async () => {
    const server = await keep(startRawServer(() => {}));
    const outcome = await post(server.url, { allow, timeoutMs: 300 });
    expect(outcome).toMatchObject({
      error: { kind: "timeout", phase: "response", limitMs: 300 },
      address: `127.0.0.1:${server.port}`,
    });
    expect(outcome.durationMs).toBeLessThan(5000);
  });

  test.each([
    ["a status line that drips", "HTTP/1.1 200 ", "O"],
    ["headers that drip", "HTTP/1.1 200 OK\r\n", "a: b\r\n"],
    ["interim responses that drip", "", "HTTP/1.1 102 Processing\r\n\r\n"],
  ])("response: %s", async (_name, first, piece) => {
    const server = await dripping(first, piece);
    const outcome = await post(server.url, { allow, timeoutMs: 400 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "response" }, response: null });
    expect(outcome.durationMs).toBeLessThan(5000);
  });

  test.each([
    ["a body that drips", "HTTP/1.1 200 OK\r\n\r\n", "x"],
    ["chunks that drip", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\nx\r\n"],
    ["a length that is never reached", "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", "x"],
  ])("body: %s", async (_name, first, piece) => {
    const server = await dripping(first, piece);
    const outcome = await post(server.url, { allow, timeoutMs: 400 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "body" }, response: { status: 200 } });
    expect(outcome.response?.snippet.toString()).toContain("x");
  });
});

test("a request that timed out before it was connected is never sent", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end()));
  let answer = (_addresses: ResolvedAddress[]) => {};
  const resolver: Resolver = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const send = createSender({ allow, resolver });
  const outcome = await send(`http://slow.test:${server.port}/`, 200);
  expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "dns" } });
  answer([{ address: "127.0.0.1", family: 4 }]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(server.requests).toEqual([]);
});

test("a receiver that hangs does not hold up another one over the same agent", async () => {
  const hanging = await keep(startRawServer(() => {}));
  const good = await keep(startHttpServer((_request, response) => response.end()));
  const send = createSender({ allow });
  const hung = Array.from({ length: 50 }, () => send(hanging.url, 4000));
  let ended = 0;
  for (const one of hung) void one.then(() => (ended += 1));
  for (let round = 0; round < 20; round += 1) expect(kindOf(await send(good.url))).toBe("succeeded");
  expect(ended).toBe(0);
  for (const outcome of await Promise.all(hung)) expect(kindOf(outcome)).toBe("timeout");
});
