import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { ResolvedAddress, Resolver } from "./resolve-host.ts";

const { keep, createSender, post } = outboundTest();

test.each([301, 302, 303, 307, 308])("D07: a %s fails, shows where it points and is not followed", async (status) => {
  const target = await keep(startHttpServer((_request, response) => response.end()));
  const server = await keep(
    startHttpServer((_request, response) => response.writeHead(status, { location: target.url }).end()),
  );
  const outcome = await post(server.url, { allow: "127.0.0.1" });
  expect(outcome).toMatchObject({ kind: "failed", error: { kind: "redirect", status, location: target.url } });
  expect(target.connects()).toBe(0);
});

describe("D13: hostile responses fail the attempt and nothing else", () => {
  test.each([
    ["100,000 headers", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(100_000)}\r\n`, "response_too_large"],
    ["a 20 kB header line", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, "response_too_large"],
    ["a flood of 1xx", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100_000), "malformed_response"],
    ["an unasked 100", "HTTP/1.1 100 Continue\r\n\r\n", "malformed_response"],
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n", "malformed_response"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "malformed_response"],
    [
      "an upgrade",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
      "malformed_response",
    ],
  ])("%s", async (_name, answer, kind) => {
    const server = await keep(startRawServer((socket) => socket.once("data", () => socket.end(answer))));
    const good = await keep(startHttpServer((_request, response) => response.end()));
    const send = createSender({ allow: "127.0.0.1" });
    expect(kindOf(await send(server.url))).toBe(kind);
    expect(kindOf(await send(good.url))).toBe("succeeded");
  });

  test("a close before the answer, a short body, and nobody there", async () => {
    const closing = await keep(startRawServer((socket) => socket.once("data", () => socket.destroy())));
    const short = await keep(
      startRawServer((socket) =>
        socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab")),
      ),
    );
    const gone = await startHttpServer((_request, response) => response.end());
    await gone.close();
    expect(kindOf(await post(closing.url, { allow: "127.0.0.1" }))).toBe("reset");
    expect(["malformed_response", "reset"]).toContain(kindOf(await post(short.url, { allow: "127.0.0.1" })));
    expect(await post(gone.url, { allow: "127.0.0.1" })).toMatchObject({
      error: { kind: "connect_refused", address: `127.0.0.1:${gone.port}` },
    });
  });

  test("plain http on a port that was called with https is a TLS error", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    expect(await post(`https://127.0.0.1:${server.port}/`, { allow: "127.0.0.1" })).toMatchObject({
      error: { kind: "tls", reason: "handshake" },
    });
  });
});

describe("D14: 2xx is success and everything else is not", () => {
  test.each([
    [204, "succeeded"],
    [201, "succeeded"],
    [299, "succeeded"],
    [300, "redirect"],
    [304, "unexpected_status"],
    [400, "http_4xx"],
    [410, "gone"],
    [429, "rate_limited"],
    [500, "http_5xx"],
  ])("%s", async (status, kind) => {
    const server = await keep(startHttpServer((_request, response) => response.writeHead(status).end()));
    const outcome = await post(server.url, { allow: "127.0.0.1" });
    expect(kindOf(outcome)).toBe(kind);
    expect(outcome.response?.status).toBe(status);
  });

  test("199 never becomes an answer", async () => {
    const server = await keep(
      startRawServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 199 X\r\n\r\n"))),
    );
    expect((await post(server.url, { allow: "127.0.0.1" })).kind).toBe("failed");
  });
});

describe("one deadline covers everything", () => {
  test("a receiver that accepts and says nothing", async () => {
    const server = await keep(startRawServer(() => {}));
    const outcome = await post(server.url, { allow: "127.0.0.1", timeoutMs: 300 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "response", limitMs: 300 } });
    expect(outcome.durationMs).toBeLessThan(1000);
  });

  test("a body that drips", async () => {
    const server = await keep(
      startHttpServer((_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write("x"), 20);
        response.on("close", () => clearInterval(drip));
      }),
    );
    const outcome = await post(server.url, { allow: "127.0.0.1", timeoutMs: 300 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "body" }, response: { status: 200 } });
  });

  test("a request that timed out before it was connected is never sent", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    let answer = (_addresses: ResolvedAddress[]) => {};
    const resolver: Resolver = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const send = createSender({ allow: "127.0.0.1", resolver });
    const outcome = await send(`http://slow.test:${server.port}/`, 200);
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "connect" } });
    answer([{ address: "127.0.0.1", family: 4 }]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.requests).toEqual([]);
  });
});

describe("the response snippet", () => {
  test("is cut at 16 KiB of an endless body, which still counts as delivered", async () => {
    const server = await keep(
      startHttpServer((_request, response) => {
        const more = () => response.write("x".repeat(4096), (error) => error ?? more());
        more();
      }),
    );
    const outcome = await post(server.url, { allow: "127.0.0.1" });
    expect(outcome).toMatchObject({ kind: "succeeded", response: { isTruncated: true } });
    expect(outcome.response?.snippet.length).toBe(16_384);
  });

  test("is what was sent: nothing is inflated", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const server = await keep(
      startHttpServer((_request, response) => response.writeHead(500, { "content-encoding": "gzip" }).end(bomb)),
    );
    const outcome = await post(server.url, { allow: "127.0.0.1" });
    expect(outcome.response?.snippet.equals(bomb.subarray(0, 16_384))).toBe(true);
  });
});

test("kept-alive connections are used again", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end("ok")));
  const send = createSender({ allow: "127.0.0.1" });
  for (let round = 0; round < 10; round += 1) await send(server.url);
  expect(server.requests.length).toBe(10);
  expect(server.connects()).toBeLessThanOrEqual(2);
});
