import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { isIP, isIPv4, isIPv6 } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BLOCKED_RANGES, LOCAL_HOSTS, NEVER_ALLOWED, urlTricks } from "#lib/testing/address-tricks.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { Resolver } from "./resolve-host.ts";

const { post } = outboundTest();
const EVERYTHING = "0.0.0.0/0,::/0";

let sockets = 0;
const countSocket = () => {
  sockets += 1;
};
let listeners: CountingServer[] = [];

beforeAll(async () => {
  const ipv4 = await startHttpServer((_request, response) => response.end(), "0.0.0.0");
  // The same port on IPv6, where this machine has it.
  const ipv6 = await startHttpServer((_request, response) => response.end(), "::1", ipv4.port).catch(() => null);
  listeners = ipv6 ? [ipv4, ipv6] : [ipv4];
  subscribe("net.client.socket", countSocket);
});
afterAll(async () => {
  unsubscribe("net.client.socket", countSocket);
  for (const listener of listeners) await listener.close();
});
beforeEach(() => {
  sockets = 0;
});

const port = () => listeners[0]?.port ?? 0;

function expectNothingDialled(): void {
  expect(sockets).toBe(0);
  expect(listeners.map((listener) => listener.connects())).toEqual(listeners.map(() => 0));
}

const bracketed = (address: string) => (isIPv6(address) ? `[${address}]` : address);
const answering =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));

describe("no address trick reaches a private listener at send", () => {
  test.each(LOCAL_HOSTS)("D01: %s", async (host) => {
    for (const scheme of ["http", "https"]) {
      const outcome = await post(`${scheme}://${host}:${port()}/`);
      expect(["blocked_address", "dns"]).toContain(kindOf(outcome));
      expect(outcome.address).toBeNull();
    }
    expectNothingDialled();
  });

  test("D10: a URL that is read otherwise than it looks is not called, whatever is allow-listed", async () => {
    for (const url of urlTricks(port())) {
      expect([url, kindOf(await post(url, { allow: EVERYTHING }))]).toEqual([url, "invalid_url"]);
    }
    expectNothingDialled();
  });

  test.each(BLOCKED_RANGES)(
    "%s, first and last address, given literally or by a name",
    async (_range, ...addresses) => {
      for (const address of addresses) {
        expect(isIP(address)).not.toBe(0);
        for (const url of [`https://${bracketed(address)}/`, `http://${bracketed(address)}:${port()}/`]) {
          expect([url, kindOf(await post(url))]).toEqual([url, "blocked_address"]);
        }
        expect(kindOf(await post("https://named.test/", { resolver: answering(address) }))).toBe("blocked_address");
        expect(kindOf(await post("https://mixed.test/", { resolver: answering("9.9.9.9", address) }))).toBe(
          "blocked_address",
        );
      }
      expectNothingDialled();
    },
  );

  test.each(NEVER_ALLOWED)("D02: %s, even when every address is allow-listed", async (address) => {
    for (const scheme of ["http", "https"]) {
      const literal = await post(`${scheme}://${bracketed(address)}/`, { allow: EVERYTHING });
      expect(literal).toMatchObject({ error: { kind: "blocked_address" }, address: null });
    }
    const named = await post("https://named.test/", { allow: EVERYTHING, resolver: answering(address) });
    expect(kindOf(named)).toBe("blocked_address");
    expectNothingDialled();
  });

  test.each([22, 25, 465, 587, 2375, 2376, 3306, 5432, 6379, 7999, 9000, 9200, 11_211, 27_017])(
    "a public address on port %s, which is not for the web",
    async (unsafe) => {
      const outcome = await post(`https://9.9.9.9:${unsafe}/`);
      expect(outcome).toMatchObject({ error: { kind: "blocked_address", reason: "port" } });
      expectNothingDialled();
    },
  );

  test("a public address over plain http", async () => {
    expect(await post("http://9.9.9.9/")).toMatchObject({ error: { kind: "blocked_address", reason: "plain_http" } });
    expectNothingDialled();
  });
});

test("control: the listener of these tests can be reached once it is allow-listed", async () => {
  expect(kindOf(await post(`http://127.0.0.1:${port()}/`, { allow: "127.0.0.1/32" }))).toBe("succeeded");
  expect([sockets, listeners[0]?.connects()]).toEqual([1, 1]);
});
