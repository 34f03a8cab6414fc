import { isIPv6 } from "node:net";
import { afterEach, expect, test } from "vitest";
import { BLOCKED_RANGES, LOCAL_HOSTS, NEVER_ALLOWED, urlTricks } from "#lib/testing/address-tricks.ts";
import { type CountingServer, startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();
const servers: CountingServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function listenEverywhere(): Promise<CountingServer[]> {
  const ipv4 = await startHttpServer((_request, response) => response.end(), "0.0.0.0");
  // The same port on IPv6, where this machine has it.
  const ipv6 = await startHttpServer((_request, response) => response.end(), "::1", ipv4.port).catch(() => null);
  const listeners = ipv6 ? [ipv4, ipv6] : [ipv4];
  servers.push(...listeners);
  return listeners;
}

/** What a proxy-minded environment would do to a careless client. */
async function proxyEnvironment(): Promise<{ proxy: CountingServer; env: Record<string, string> }> {
  const proxy = await startRawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
  servers.push(proxy);
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
  return { proxy, env: { ...Object.fromEntries(names.map((name) => [name, proxy.url])), NODE_USE_ENV_PROXY: "1" } };
}

const bracketed = (address: string) => (isIPv6(address) ? `[${address}]` : address);

/** Rows that no form or API would have let in, as a stolen database session could write them. */
async function sendToAll(urls: readonly string[], env: Record<string, string>): Promise<Map<string, string>> {
  for (const url of urls) await insertDestination(worker.pool, { url, retrySchedule: [86_400], timeoutMs: 2000 });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.startProcess(env);
  await eventually(async () => expect((await worker.attempts()).length).toBe(urls.length), 20_000);
  return new Map((await worker.attempts()).map(({ url, error }) => [url, JSON.parse(error)?.kind ?? "succeeded"]));
}

test("D01: no address trick that is already in the database reaches a private listener, nor a proxy", async () => {
  const listeners = await listenEverywhere();
  const port = listeners[0]?.port ?? 0;
  const { proxy, env } = await proxyEnvironment();
  const urls = [
    ...LOCAL_HOSTS.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]),
    ...BLOCKED_RANGES.flatMap(([, ...addresses]) => addresses.map((address) => `https://${bracketed(address)}/`)),
  ];
  const codes = await sendToAll(urls, { ...env, SIGNALBOX_ALLOW_PRIVATE: "" });
  for (const [url, code] of codes) expect([url, ["blocked_address", "dns"].includes(code)]).toEqual([url, true]);
  expect(listeners.map((listener) => listener.connects())).toEqual(listeners.map(() => 0));
  expect(proxy.connects()).toBe(0);
}, 40_000);

test("D02, D10: nor, with everything allow-listed, a metadata address, a URL trick or the worker's own listeners", async () => {
  const listeners = await listenEverywhere();
  const port = listeners[0]?.port ?? 0;
  const { proxy, env } = await proxyEnvironment();
  const good = await worker.startSink();
  const own = ["http://127.0.0.1:3992/", "http://[::ffff:127.0.0.1]:3993/", new URL(worker.databaseUrl).host].map(
    (place) => (place.includes("/") ? place : `http://${place}/`),
  );
  // PostgreSQL keeps no NUL, so that trick ends at the border already.
  const tricks = urlTricks(port).filter((url) => !url.includes("\u0000"));
  const never = NEVER_ALLOWED.flatMap((address) => [`http://${bracketed(address)}/`, `https://${bracketed(address)}/`]);
  const codes = await sendToAll([good.url, ...never, ...own, ...tricks], {
    ...env,
    SIGNALBOX_ALLOW_PRIVATE: "0.0.0.0/0,::/0",
  });
  for (const url of [...never, ...own]) expect([url, codes.get(url)]).toEqual([url, "blocked_address"]);
  for (const url of tricks) expect([url, codes.get(url)]).toEqual([url, "invalid_url"]);
  expect(listeners.map((listener) => listener.connects())).toEqual(listeners.map(() => 0));
  expect([proxy.connects(), codes.get(good.url), good.requests.length]).toEqual([0, "succeeded", 1]);
}, 40_000);
