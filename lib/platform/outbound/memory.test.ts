import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { type Certificate, selfSignedCertificate } from "#lib/testing/certificate-authority.ts";
import { startHttpsServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";

const { keep, createSender } = outboundTest();
const ROUND = 1000;
const AT_ONCE = 20;

let collectGarbage: () => void;
let certificate: Certificate;
beforeAll(async () => {
  setFlagsFromString("--expose-gc");
  collectGarbage = runInNewContext("gc") as () => void;
  certificate = await selfSignedCertificate();
});

/** Heap in use after a thousand requests that all end like this, in bytes. */
async function heapAfterRound(send: (url: string) => Promise<{ kind: string }>, urls: readonly string[]) {
  let next = 0;
  const lane = async () => {
    while (next < ROUND) {
      next += 1;
      await send(urls[next % urls.length] ?? "");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  for (let pass = 0; pass < 3; pass += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

async function expectFlat(send: (url: string) => Promise<{ kind: string }>, urls: readonly string[]): Promise<void> {
  const first = await heapAfterRound(send, urls);
  let last = first;
  for (let round = 0; round < 4; round += 1) last = await heapAfterRound(send, urls);
  expect(last / first).toBeLessThan(1.3);
}

test("an agent's memory stays flat against 5,000 failing TLS handshakes", async () => {
  const server = await keep(startHttpsServer(certificate, (_request, response) => response.end()));
  const send = createSender({ allow: "127.0.0.1" });
  expect(kindOf(await send(server.url))).toBe("tls");
  await expectFlat((url) => send(url, 10_000), [server.url]);
  expect(server.connects()).toBe(5 * ROUND + 1);
  expect(server.requests).toEqual([]);
}, 120_000);

test("and against 5,000 broken connections to 500 different origins", async () => {
  const server = await keep(startRawServer((socket) => socket.resetAndDestroy()));
  const send = createSender({ allow: "127.0.0.1", resolver: async () => [{ address: "127.0.0.1", family: 4 }] });
  const urls = Array.from({ length: 500 }, (_, index) => `http://receiver-${index}.test:${server.port}/`);
  await expectFlat((url) => send(url, 10_000), urls);
}, 120_000);
