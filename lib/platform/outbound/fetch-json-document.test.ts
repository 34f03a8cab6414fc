import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { outboundTest } from "#lib/testing/outbound-test.ts";
import { fetchJsonDocument } from "./fetch-json-document.ts";

const { keep, createAgent } = outboundTest();
const get = (url: string, allow = "127.0.0.1") => fetchJsonDocument(createAgent({ allow }), url);

test("a small JSON document arrives with its text", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end('{"keys": []}')));
  expect(await get(server.url)).toEqual({ kind: "fetched", value: { keys: [] }, text: '{"keys": []}' });
  expect(server.requests[0]).toMatchObject({ method: "GET", headers: { "accept-encoding": "identity" } });
});

describe("R20: a hostile key server costs neither memory nor time", () => {
  test("10 MB", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end(`"${"x".repeat(10_000_000)}"`)));
    expect(await get(server.url)).toMatchObject({ kind: "failed", reason: "too_large" });
  });

  test("a gzip bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000, 0x20));
    const server = await keep(
      startHttpServer((_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)),
    );
    expect(await get(server.url)).toMatchObject({ kind: "failed", reason: "encoded" });
  });

  test("a document that never ends, fast or slow", async () => {
    const fast = await keep(
      startHttpServer((_request, response) => {
        const more = () => response.write(" ".repeat(4096), (error) => error ?? more());
        more();
      }),
    );
    const slow = await keep(
      startHttpServer((_request, response) => {
        const drip = setInterval(() => response.write(" "), 50);
        response.on("close", () => clearInterval(drip));
      }),
    );
    const startedAt = performance.now();
    const outcomes = await Promise.all([get(fast.url), get(slow.url)]);
    expect(outcomes).toMatchObject([{ reason: "too_large" }, { reason: "timeout" }]);
    expect(performance.now() - startedAt).toBeLessThan(3500);
  });

  test("a redirect to the metadata service", async () => {
    const server = await keep(
      startHttpServer((_request, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end()),
    );
    expect(await get(server.url)).toMatchObject({ kind: "failed", reason: "redirect" });
  });

  test("HTML with status 200, and a status that is not 200", async () => {
    const html = await keep(startHttpServer((_request, response) => response.end("<!doctype html><p>Hello")));
    const created = await keep(startHttpServer((_request, response) => response.writeHead(201).end("{}")));
    expect(await get(html.url)).toMatchObject({ kind: "failed", reason: "not_json" });
    expect(await get(created.url)).toMatchObject({ kind: "failed", reason: "status" });
  });

  test("bytes that are not UTF-8, and a connection that closes", async () => {
    const latin = await keep(startHttpServer((_request, response) => response.end(Buffer.from([0x22, 0xe9, 0x22]))));
    const closing = await keep(startRawServer((socket) => socket.once("data", () => socket.destroy())));
    expect(await get(latin.url)).toMatchObject({ kind: "failed", reason: "not_json" });
    expect(await get(closing.url)).toMatchObject({ kind: "failed", reason: "network" });
  });
});

test("an address that is not allow-listed is not called", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end("{}")));
  expect(await get(server.url, "")).toMatchObject({ kind: "failed", reason: "blocked" });
  expect(await get("file:///etc/passwd")).toMatchObject({ kind: "failed", reason: "invalid_url" });
  expect(server.connects()).toBe(0);
});
