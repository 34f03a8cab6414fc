import { describe, expect, test } from "vitest";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { Resolver } from "./resolve-host.ts";

const { keep, createSender, post } = outboundTest();

test("an allow-listed address may be spelled in any way, and is called by its plain form", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end()));
  expect(kindOf(await post(`http://0x7f.1:${server.port}/`, { allow: "127.0.0.1/32" }))).toBe("succeeded");
  expect(server.requests[0]?.headers.host).toBe(`127.0.0.1:${server.port}`);
});

describe("name servers that answer differently", () => {
  test("D04: the name is asked once, and the second answer is never dialled", async () => {
    const allowed = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.2"));
    const forbidden = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.1", allowed.port));
    const asked: string[] = [];
    const resolver: Resolver = async (name) => {
      asked.push(name);
      return [{ address: asked.length === 1 ? "127.0.0.2" : "127.0.0.1", family: 4 }];
    };
    const send = createSender({ allow: "127.0.0.2/32", resolver });
    expect(kindOf(await send(`http://rebind.test:${allowed.port}/`))).toBe("succeeded");
    expect(asked).toEqual(["rebind.test"]);
    const again = createSender({ allow: "127.0.0.2/32", resolver });
    expect(kindOf(await again(`http://rebind.test:${allowed.port}/`))).toBe("blocked_address");
    expect([allowed.connects(), forbidden.connects(), asked.length]).toEqual([1, 0, 2]);
  });

  test("D05: one private address among the answers blocks them all", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.2"));
    const resolver: Resolver = async () => [
      { address: "127.0.0.2", family: 4 },
      { address: "10.0.0.1", family: 4 },
    ];
    const outcome = await post(`http://mixed.test:${server.port}/`, { allow: "127.0.0.2/32", resolver });
    expect(outcome).toMatchObject({ error: { kind: "blocked_address", reason: "private" } });
    expect(server.connects()).toBe(0);
  });

  test("an allow-listed name is called by its own name", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    const resolver: Resolver = async () => [{ address: "127.0.0.1", family: 4 }];
    await post(`http://ledger.test:${server.port}/in?x=1`, { allow: "127.0.0.1", resolver });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      url: "/in?x=1",
      headers: { host: `ledger.test:${server.port}` },
    });
  });

  test("no answer, no such name and a silent name server are told apart", async () => {
    const fail =
      (code: string): Resolver =>
      async () =>
        Promise.reject(Object.assign(new Error(code), { code }));
    const none = await post("https://a.test/", { resolver: async () => [] });
    const missing = await post("https://a.test/", { resolver: fail("ENOTFOUND") });
    const temporary = await post("https://a.test/", { resolver: fail("EAI_AGAIN") });
    expect([none, missing, temporary]).toMatchObject([
      { error: { kind: "dns", reason: "no_addresses" } },
      { error: { kind: "dns", reason: "not_found" } },
      { error: { kind: "dns", reason: "temporary" } },
    ]);
    const silent = await post("https://a.test/", { resolver: () => new Promise(() => {}), timeoutMs: 5000 });
    expect(silent).toMatchObject({ error: { kind: "timeout", phase: "dns" } });
  });
});

describe("this installation's own listeners", () => {
  test("are refused even when allow-listed; another port on the address is not", async () => {
    const own = await keep(startHttpServer((_request, response) => response.end()));
    const other = await keep(startHttpServer((_request, response) => response.end()));
    const setup = { allow: "127.0.0.0/8", own: [own.port] };
    expect(await post(`${own.url}/`, setup)).toMatchObject({
      error: { kind: "blocked_address", reason: "own_listener" },
    });
    expect(kindOf(await post(`${other.url}/`, setup))).toBe("succeeded");
    expect(own.connects()).toBe(0);
  });

  test("are refused by their public name", async () => {
    const resolver: Resolver = async () => Promise.reject(new Error("must not be asked"));
    const outcome = await post("https://hooks.example.com/", { ownHosts: ["hooks.example.com:443"], resolver });
    expect(outcome).toMatchObject({ error: { kind: "blocked_address", reason: "own_listener" } });
  });
});

test("D08: an allow-listed port does not open its neighbour", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end()));
  const outcome = await post(server.url, { allow: `127.0.0.1/32:${server.port + 1}` });
  expect(outcome).toMatchObject({ error: { kind: "blocked_address", reason: "loopback" } });
  expect(server.connects()).toBe(0);
});
