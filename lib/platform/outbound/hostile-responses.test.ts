import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";

const { keep, createSender, post } = outboundTest();
const allow = "127.0.0.1";
const OK = "HTTP/1.1 200 OK\r\n";

/** A server that says these bytes once it has been asked. */
const saying = (answer: string | Buffer) =>
  keep(startRawServer((socket) => socket.once("data", () => socket.end(answer))));

/** A server that says these bytes again and again, as fast as they are taken. */
const repeating = (answer: string, first = "") =>
  keep(
    startRawServer((socket) =>
      socket.once("data", () => {
        socket.write(first);
        pump(socket, answer.repeat(Math.ceil(65_536 / answer.length)));
      }),
    ),
  );

function pump(socket: Socket, chunk: string): void {
  if (socket.destroyed) return;
  if (socket.write(chunk)) setImmediate(pump, socket, chunk);
  else socket.once("drain", () => pump(socket, chunk));
}

describe("D13: hostile responses fail the attempt and nothing else", () => {
  test.each([
    ["100,000 headers", `${OK}${"x: y\r\n".repeat(100_000)}\r\n`, "response_too_large"],
    ["100,000 headers of different names", `${OK}${manyNames(100_000)}\r\n`, "response_too_large"],
    ["a 20 kB header line", `${OK}x: ${"y".repeat(20_000)}\r\n\r\n`, "response_too_large"],
    ["a 20 kB header name", `${OK}${"y".repeat(20_000)}: x\r\n\r\n`, "response_too_large"],
    ["100,000 interim responses", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100_000), "malformed_response"],
    ["an unasked 100", "HTTP/1.1 100 Continue\r\n\r\n", "malformed_response"],
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n", "malformed_response"],
    ["HTTP/0.9", "<html><p>Hello</p></html>", "malformed_response"],
    ["HTTP/2 without being asked", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "malformed_response"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", "malformed_response"],
    ["two lengths", `${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nab`, "malformed_response"],
    [
      "a length and chunks",
      `${OK}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      "malformed_response",
    ],
    ["a negative length", `${OK}content-length: -1\r\n\r\n`, "malformed_response"],
    ["a length beyond all numbers", `${OK}content-length: ${"9".repeat(40)}\r\n\r\n`, "malformed_response"],
    ["a chunk size that is none", `${OK}transfer-encoding: chunked\r\n\r\nzz\r\nab\r\n`, "malformed_response"],
    [
      "a chunk longer than it says",
      `${OK}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`,
      "malformed_response",
    ],
    ["a blank in a header name", `${OK}a b: c\r\n\r\n`, "malformed_response"],
    ["a NUL in a header value", `${OK}a: b\u0000c\r\n\r\n`, "malformed_response"],
    ["a folded header", `${OK}a: b\r\n c: d\r\ncontent-length: 0\r\n\r\n`, "malformed_response"],
    ["an upgrade", "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "malformed_response"],
    ["nothing but an end", "", "reset"],
  ])("%s", async (_name, answer, kind) => {
    const server = await saying(answer);
    const good = await keep(startHttpServer((_request, response) => response.end()));
    const send = createSender({ allow });
    expect(kindOf(await send(server.url))).toBe(kind);
    expect(kindOf(await send(good.url))).toBe("succeeded");
  });

  test.each([
    ["100", "malformed_response"],
    ["102", "malformed_response"],
    ["103", "malformed_response"],
    ["199", "malformed_response"],
  ])("an endless flood of %s is cut off long before the time limit", async (status, kind) => {
    const server = await repeating(`HTTP/1.1 ${status} X\r\nlink: </a.css>\r\n\r\n`);
    const outcome = await post(server.url, { allow, timeoutMs: 10_000 });
    expect(kindOf(outcome)).toBe(kind);
    expect(outcome.durationMs).toBeLessThan(5000);
  });

  test.each(["x: y\r\n", "x"])("headers that never end (%j) are cut off at 16 KiB", async (text) => {
    const server = await repeating(text, OK);
    const outcome = await post(server.url, { allow, timeoutMs: 10_000 });
    expect(kindOf(outcome)).toBe("response_too_large");
    expect(outcome.durationMs).toBeLessThan(5000);
  });

  test("header names that JavaScript objects know are ordinary names", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "__proto__"];
    const server = await saying(`${OK}${names.map((name) => `${name}: x\r\n`).join("")}content-length: 0\r\n\r\n`);
    const outcome = await post(server.url, { allow });
    expect(kindOf(outcome)).toBe("succeeded");
    expect(Object.keys(outcome.response?.headers ?? {})).toEqual(expect.arrayContaining(["constructor", "tostring"]));
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test("bytes beyond the answer are nobody's: the next request gets its own", async () => {
    const smuggled = `${OK}content-length: 0\r\n\r\nHTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n`;
    const server = await keep(startRawServer((socket) => socket.on("data", () => socket.write(smuggled))));
    const send = createSender({ allow });
    for (let round = 0; round < 5; round += 1) {
      const outcome = await send(server.url);
      expect(kindOf(outcome)).not.toBe("gone");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});

describe("the response snippet", () => {
  test("is cut at 16 KiB of an endless body, which still counts as delivered", async () => {
    const server = await repeating("x", `${OK}\r\n`);
    const outcome = await post(server.url, { allow });
    expect(outcome).toMatchObject({ kind: "succeeded", response: { isTruncated: true } });
    expect(outcome.response?.snippet.length).toBe(16_384);
  });

  test("is what was sent: a gzip bomb is not inflated", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const server = await keep(
      startHttpServer((_request, response) => response.writeHead(500, { "content-encoding": "gzip" }).end(bomb)),
    );
    const outcome = await post(server.url, { allow });
    expect(outcome.response?.snippet.equals(bomb.subarray(0, 16_384))).toBe(true);
  });

  test("keeps what arrived of an answer that broke off, and says that it failed", async () => {
    const server = await saying(`${OK}content-length: 9\r\n\r\nab`);
    const outcome = await post(server.url, { allow });
    expect(["malformed_response", "reset"]).toContain(kindOf(outcome));
    expect(outcome.response).toMatchObject({ status: 200, snippet: Buffer.from("ab") });
  });
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `x${index}: y\r\n`).join("");
}
