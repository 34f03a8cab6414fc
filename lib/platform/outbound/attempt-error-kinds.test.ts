import { expect, test } from "vitest";
import type { AttemptErrorKind } from "#lib/domain/attempt-error.ts";
import { explainAttemptError } from "#lib/domain/explain-attempt-error.ts";
import { selfSignedCertificate } from "#lib/testing/certificate-authority.ts";
import { startHttpServer, startHttpsServer, startRawServer } from "#lib/testing/counting-server.ts";
import { outboundTest } from "#lib/testing/outbound-test.ts";
import type { Resolver } from "./resolve-host.ts";
import { type SendOutcome, sendRequest } from "./send-request.ts";

const { keep, createAgent, post } = outboundTest();
const allow = "127.0.0.0/8";

const silent: Resolver = () => new Promise(() => {});
const unknown: Resolver = () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));

async function status(code: number): Promise<SendOutcome> {
  const server = await keep(startHttpServer((_request, response) => response.writeHead(code).end()));
  return post(server.url, { allow });
}

async function said(answer: string): Promise<SendOutcome> {
  const server = await keep(startRawServer((socket) => socket.once("data", () => socket.end(answer))));
  return post(server.url, { allow });
}

/** How a real socket brings every kind of error about; `unknown_outcome` takes a killed worker (C02). */
const SCENES = {
  invalid_url: () => post("http://user@127.0.0.1/", { allow }),
  blocked_address: () => post("http://127.0.0.1:9/", { allow: "10.0.0.0/8" }),
  dns: () => post("https://nowhere.test/", { resolver: unknown }),
  connect_refused: async () => {
    const gone = await startHttpServer((_request, response) => response.end());
    await gone.close();
    return post(gone.url, { allow });
  },
  unreachable: () => post("http://127.255.255.255/", { allow }),
  tls: async () => {
    const server = await keep(startHttpsServer(await selfSignedCertificate(), (_request, response) => response.end()));
    return post(server.url, { allow });
  },
  timeout: () => post("https://silent.test/", { resolver: silent, timeoutMs: 200 }),
  reset: () => said(""),
  redirect: () => status(302),
  gone: () => status(410),
  rate_limited: () => status(429),
  http_4xx: () => status(404),
  http_5xx: () => status(503),
  unexpected_status: () => status(304),
  response_too_large: () => said(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`),
  malformed_response: () => said("SSH-2.0-OpenSSH_9.6\r\n"),
  unknown_outcome: null,
  internal: async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    // No form lets such a header in; one that is there all the same must not split the request.
    const request = { url: server.url, headers: { "x-split": "a\r\nb: c" }, body: Buffer.from("{}"), timeoutMs: 2000 };
    const outcome = await sendRequest(createAgent({ allow }), request);
    expect(server.connects()).toBe(0);
    return outcome;
  },
} satisfies Record<AttemptErrorKind, (() => Promise<SendOutcome>) | null>;

test.each(Object.entries(SCENES).filter(([, scene]) => scene !== null))(
  "%s is reached, and explained in two sentences",
  async (kind, scene) => {
    const outcome = await scene?.();
    expect(outcome).toMatchObject({ kind: "failed", error: { kind } });
    if (outcome?.kind !== "failed") return;
    const { what, todo } = explainAttemptError(outcome.error);
    expect([what, todo]).toEqual([expect.stringMatching(/^\S.*\.$/), expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(`${what}${todo}`).not.toMatch(/undefined|\[object|at .*:\d+:\d+/);
  },
);
