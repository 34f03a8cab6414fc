import { describe, expect, test } from "vitest";
import { nextRetryDelayMs } from "#lib/domain/retry-schedule.ts";
import { startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { SendOutcome } from "./send-request.ts";

const { keep, post } = outboundTest();
const allow = "127.0.0.1";

/** One answer with this status and these header lines, just as they are. */
async function answered(status: number, ...lines: string[]): Promise<SendOutcome> {
  const head = [`HTTP/1.1 ${status} X`, ...lines, "content-length: 0"].join("\r\n");
  const server = await keep(startRawServer((socket) => socket.once("data", () => socket.end(`${head}\r\n\r\n`))));
  return post(server.url, { allow });
}

describe("D07: a redirect fails, shows where it points as text, and is not followed", () => {
  test.each([300, 301, 302, 303, 305, 307, 308, 399])("%s to a server that would answer", async (status) => {
    const target = await keep(startHttpServer((_request, response) => response.end()));
    const server = await keep(
      startHttpServer((_request, response) => response.writeHead(status, { location: target.url }).end()),
    );
    const outcome = await post(server.url, { allow });
    expect(outcome).toMatchObject({ kind: "failed", error: { kind: "redirect", status, location: target.url } });
    expect([server.requests.length, target.connects()]).toEqual([1, 0]);
  });

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:1/",
    "//169.254.169.254/",
    "/sign-in?next=%2Fhook",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "not a URL at all",
  ])("to %j", async (location) => {
    expect(await answered(307, `location: ${location}`)).toMatchObject({ error: { kind: "redirect", location } });
  });

  test("without a Location, with two of them, and with a very long one", async () => {
    expect(await answered(302)).toMatchObject({ error: { kind: "redirect", location: null } });
    expect(kindOf(await answered(302, "location: /a", "location: /b"))).toBe("redirect");
    const long = await answered(302, `location: /${"x".repeat(10_000)}`);
    expect(long.kind === "failed" && long.error.kind === "redirect" && long.error.location?.length).toBe(2048);
  });

  test("304 is no redirect, and a Location beside 2xx changes nothing", async () => {
    expect(kindOf(await answered(304, "location: http://127.0.0.1:1/"))).toBe("unexpected_status");
    expect(kindOf(await answered(201, "location: http://127.0.0.1:1/"))).toBe("succeeded");
  });
});

describe("D14: 2xx is success and everything else is not", () => {
  test.each([
    [200, "succeeded"],
    [201, "succeeded"],
    [204, "succeeded"],
    [206, "succeeded"],
    [299, "succeeded"],
    [300, "redirect"],
    [304, "unexpected_status"],
    [400, "http_4xx"],
    [401, "http_4xx"],
    [404, "http_4xx"],
    [408, "http_4xx"],
    [410, "gone"],
    [413, "http_4xx"],
    [418, "http_4xx"],
    [429, "rate_limited"],
    [499, "http_4xx"],
    [500, "http_5xx"],
    [503, "http_5xx"],
    [599, "http_5xx"],
    [600, "unexpected_status"],
    [999, "unexpected_status"],
  ])("%s", async (status, kind) => {
    const outcome = await answered(status);
    expect(kindOf(outcome)).toBe(kind);
    expect(outcome.response?.status).toBe(status);
  });

  test("199 never becomes an answer", async () => {
    expect((await answered(199)).kind).toBe("failed");
  });
});

describe("D16: Retry-After is clamped or ignored, whatever a receiver writes into it", () => {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
  // The schedule says 60 s: at least that, at most the larger of its double and an hour.
  test.each<[string[], number, number]>([
    [["retry-after: 120"], 120, 120],
    [["retry-after: 5"], 60, 60],
    [["retry-after: 0"], 60, 60],
    [["retry-after: 99999999"], 3600, 3600],
    [["Retry-After: 9999999999"], 3600, 3600],
    [[`retry-after: ${inSeconds(600)}`], 590, 610],
    [[`retry-after: ${inSeconds(864_000)}`], 3600, 3600],
    [["retry-after: -5"], 30, 90],
    [["retry-after: 1e9"], 30, 90],
    [["retry-after: 99999999999999999999"], 30, 90],
    [["retry-after: 120.5"], 30, 90],
    [["retry-after: 0x10"], 30, 90],
    [["retry-after: soon"], 30, 90],
    [["retry-after:"], 30, 90],
    [[`retry-after: ${inSeconds(-600)}`], 30, 90],
    [["retry-after: Sun, 99 Foo 2099 99:99:99 GMT"], 30, 90],
    [["retry-after: 120", "retry-after: 240"], 30, 90],
    [["retry-after: 120, 240"], 30, 90],
  ])("%j", async (lines, least, most) => {
    for (const status of [429, 503]) {
      const outcome = await answered(status, ...lines);
      const error = outcome.kind === "failed" ? outcome.error : null;
      const retryAfterSeconds = error !== null && "retryAfterSeconds" in error ? error.retryAfterSeconds : null;
      for (const random of [0, 0.5, 1]) {
        const delayMs = nextRetryDelayMs({ delaysSeconds: [60], attempts: 1, random, retryAfterSeconds }) ?? 0;
        expect(delayMs / 1000).toBeGreaterThanOrEqual(least);
        expect(delayMs / 1000).toBeLessThanOrEqual(most);
      }
    }
  });

  test("counts for 429 and 5xx only", async () => {
    expect(await answered(404, "retry-after: 120")).toMatchObject({ error: { kind: "http_4xx", status: 404 } });
    expect(await answered(200, "retry-after: 120")).toMatchObject({ kind: "succeeded" });
  });
});
