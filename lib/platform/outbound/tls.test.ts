import { createSecureContext, getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Certificate,
  type CertificateAuthority,
  createCertificateAuthority,
  selfSignedCertificate,
} from "#lib/testing/certificate-authority.ts";
import { startHttpServer, startHttpsServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { Resolver } from "./resolve-host.ts";

const { keep, createSender, post } = outboundTest();
const allow = "127.0.0.1";
const resolver: Resolver = async () => [{ address: "127.0.0.1", family: 4 }];
const usual = getCACertificates("default");

let trusted: CertificateAuthority;
beforeAll(async () => {
  trusted = await createCertificateAuthority("An issuer this process trusts");
  setDefaultCACertificates([...usual, trusted.cert]);
});
afterAll(() => setDefaultCACertificates(usual));

const serve = (tls: Parameters<typeof startHttpsServer>[0]) =>
  keep(startHttpsServer(tls, (_request, response) => response.end("ok")));

test("a certificate for the address or the name from a trusted issuer is accepted, and the name travels as SNI", async () => {
  const certificate = await trusted.issue({ names: ["127.0.0.1", "ledger.test"] });
  const asked: string[] = [];
  const server = await serve({
    ...certificate,
    SNICallback: (name, done) => {
      asked.push(name);
      done(null, createSecureContext(certificate));
    },
  });
  expect(kindOf(await post(server.url, { allow }))).toBe("succeeded");
  expect(kindOf(await post(`https://ledger.test:${server.port}/`, { allow, resolver }))).toBe("succeeded");
  expect(asked).toEqual(["ledger.test"]);
  expect(server.requests.map(({ headers }) => headers.host)).toEqual([
    `127.0.0.1:${server.port}`,
    `ledger.test:${server.port}`,
  ]);
});

describe("D17: a certificate that does not hold fails as class tls, with its reason, before anything is sent", () => {
  const cases: [string, string, () => Promise<Certificate>][] = [
    ["expired", "expired", () => trusted.issue({ validFrom: -30, validUntil: -1 })],
    ["not yet valid", "not_yet_valid", () => trusted.issue({ validFrom: 2 })],
    ["for another host", "wrong_host", () => trusted.issue({ names: ["other.test"] })],
    ["for another address", "wrong_host", () => trusted.issue({ names: ["127.0.0.2"] })],
    ["self-signed", "self_signed", () => selfSignedCertificate()],
    ["from an unknown issuer", "untrusted", async () => (await createCertificateAuthority("Nobody knows it")).issue()],
    ["not meant for servers", "handshake", () => trusted.issue({ isForClientsOnly: true })],
  ];

  test.each(cases)("%s", async (_name, reason, certificate) => {
    const server = await serve(await certificate());
    const outcome = await post(server.url, { allow });
    expect(outcome).toMatchObject({ kind: "failed", error: { kind: "tls", reason }, response: null, address: null });
    expect(server.requests).toEqual([]);
    expect(server.connects()).toBe(1);
  });
});

describe("D17: a handshake that does not come about fails as class tls", () => {
  test("a server that needs a name (SNI) and is called by address", async () => {
    const server = await serve({
      ...(await trusted.issue()),
      SNICallback: (_name, done) => done(new Error("unknown name")),
    });
    const outcome = await post(`https://nobody.test:${server.port}/`, { allow, resolver });
    expect(outcome).toMatchObject({ error: { kind: "tls", reason: "handshake" } });
  });

  test("a server that has no certificate for the missing name", async () => {
    const server = await serve({ SNICallback: (_name, done) => done(null) });
    expect(await post(server.url, { allow })).toMatchObject({ error: { kind: "tls", reason: "handshake" } });
  });

  test("plain http on a port that was called with https", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    const outcome = await post(`https://127.0.0.1:${server.port}/`, { allow });
    expect(outcome).toMatchObject({ error: { kind: "tls", reason: "not_tls" } });
    expect(server.requests).toEqual([]);
  });

  test("https on a port that was called with http is no answer", async () => {
    const server = await serve(await trusted.issue());
    const outcome = await post(`http://127.0.0.1:${server.port}/`, { allow });
    expect(["malformed_response", "reset", "http_4xx"]).toContain(kindOf(outcome));
    expect(server.requests).toEqual([]);
  });

  test.each(["TLSv1", "TLSv1.1"] as const)("a server that speaks nothing newer than %s", async (maxVersion) => {
    const old = { minVersion: "TLSv1", maxVersion, ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const server = await serve({ ...(await trusted.issue()), ...old });
    expect(await post(server.url, { allow })).toMatchObject({ error: { kind: "tls", reason: "protocol" } });
  });

  // TLS 1.3 lets the client finish first, so the refusal may come as a plain end of the connection.
  test.each(["TLSv1.2", "TLSv1.3"] as const)("a %s server that demands a client certificate", async (maxVersion) => {
    const demand = { requestCert: true, rejectUnauthorized: true, maxVersion };
    const server = await serve({ ...(await trusted.issue()), ...demand });
    expect(maxVersion === "TLSv1.2" ? ["tls"] : ["tls", "reset"]).toContain(kindOf(await post(server.url, { allow })));
    expect(server.requests).toEqual([]);
  });

  test("a server that closes, or babbles, instead of a handshake", async () => {
    const closing = await keep(startRawServer((socket) => socket.once("data", () => socket.destroy())));
    const babbling = await keep(startRawServer((socket) => socket.once("data", () => socket.end("x".repeat(1000)))));
    for (const { port } of [closing, babbling]) {
      expect(kindOf(await post(`https://127.0.0.1:${port}/`, { allow }))).toBe("tls");
    }
  });

  test("a server that takes the connection and never shakes hands is a timeout of that phase", async () => {
    const server = await keep(startRawServer(() => {}));
    const outcome = await post(`https://127.0.0.1:${server.port}/`, { allow, timeoutMs: 400 });
    expect(outcome).toMatchObject({ error: { kind: "timeout", phase: "tls", limitMs: 400 }, address: null });
  });
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 switches nothing off", async () => {
  const server = await serve(await selfSignedCertificate());
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    expect(await post(server.url, { allow })).toMatchObject({ error: { kind: "tls", reason: "self_signed" } });
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  }
});

test("a certificate that is mended is accepted by the same agent at the next attempt", async () => {
  const broken = await serve(await selfSignedCertificate());
  const { port } = broken;
  const send = createSender({ allow });
  expect(kindOf(await send(broken.url))).toBe("tls");
  await broken.close();
  const mended = await keep(startHttpsServer(await trusted.issue(), (_request, response) => response.end(), port));
  expect(kindOf(await send(mended.url))).toBe("succeeded");
});
