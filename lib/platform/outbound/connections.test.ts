import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { type CountingServer, startHttpServer, startRawServer } from "#lib/testing/counting-server.ts";
import { kindOf, outboundTest } from "#lib/testing/outbound-test.ts";
import type { Resolver } from "./resolve-host.ts";

const { keep, createSender, post } = outboundTest();
const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const allow = "127.0.0.0/8";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const onRequest = (act: (socket: Socket) => void) =>
  keep(startRawServer((socket) => socket.once("data", () => act(socket))));

/** Two servers on one port of two loopback addresses. */
async function twins(): Promise<[CountingServer, CountingServer]> {
  const first = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.2"));
  const second = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.3", first.port));
  return [first, second];
}

describe("a connection that breaks", () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ["closed before the answer", (socket) => socket.end(), "reset"],
    ["reset before the answer", (socket) => socket.resetAndDestroy(), "reset"],
    ["reset within the status line", (socket) => socket.write("HTTP/1.1 20", () => socket.resetAndDestroy()), "reset"],
    ["closed within the headers", (socket) => socket.end("HTTP/1.1 200 OK\r\na: "), "reset"],
    ["reset within the body", (socket) => socket.write(`${OK.slice(0, -1)}`, () => socket.resetAndDestroy()), "reset"],
    ["reset after the answer", (socket) => socket.write(OK, () => socket.resetAndDestroy()), "succeeded"],
    ["closed after the answer", (socket) => socket.end(OK), "succeeded"],
    ["closed to say that the body ends", (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nok"), "succeeded"],
    ["HTTP/1.0", (socket) => socket.end("HTTP/1.0 200 OK\r\n\r\nok"), "succeeded"],
  ])("%s", async (_name, act, kind) => {
    const server = await onRequest(act);
    expect(kindOf(await post(server.url, { allow }))).toBe(kind);
  });

  test("reset before the request could be sent", async () => {
    const server = await keep(startRawServer((socket) => socket.resetAndDestroy()));
    expect(kindOf(await post(server.url, { allow }))).toBe("reset");
  });

  test("half-closed: a receiver that stops reading and still answers is heard", async () => {
    const server = await keep(
      startRawServer((socket) => {
        socket.pause();
        setTimeout(() => socket.end(OK), 50);
      }),
    );
    expect(kindOf(await post(server.url, { allow }))).toBe("succeeded");
  });

  test("a broken connection is not used again", async () => {
    const server = await onRequest((socket) => socket.write(OK, () => socket.resetAndDestroy()));
    const send = createSender({ allow });
    for (let round = 0; round < 5; round += 1) {
      expect(kindOf(await send(server.url))).toBe("succeeded");
      await pause(20);
    }
    expect(server.connects()).toBe(5);
  });

  test("nobody there, on one address and on several", async () => {
    const gone = await startHttpServer((_request, response) => response.end());
    await gone.close();
    expect(await post(gone.url, { allow })).toMatchObject({
      error: { kind: "connect_refused", address: `127.0.0.1:${gone.port}` },
    });
    const resolver: Resolver = async () => ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    const several = await post(`http://several.test:${gone.port}/`, { allow, resolver });
    expect(kindOf(several)).toBe("connect_refused");
  });

  test("no route", async () => {
    expect(kindOf(await post("http://127.255.255.255:80/", { allow }))).toBe("unreachable");
  });
});

describe("kept-alive connections", () => {
  test("are used again", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end("ok")));
    const send = createSender({ allow });
    for (let round = 0; round < 10; round += 1) await send(server.url);
    expect(server.requests.length).toBe(10);
    expect(server.connects()).toBeLessThanOrEqual(2);
  });

  test("do not outlive a change of the allow-list: a new agent judges anew", async () => {
    const server = await keep(startHttpServer((_request, response) => response.end()));
    expect(kindOf(await createSender({ allow })(server.url))).toBe("succeeded");
    expect(kindOf(await createSender({ allow: "10.0.0.0/8" })(server.url))).toBe("blocked_address");
    expect(server.connects()).toBe(1);
  });

  test("are pinned: another DNS answer moves nothing while they last, and is judged once they end", async () => {
    const [first, second] = await twins();
    let answer = "127.0.0.2";
    const resolver: Resolver = async () => [{ address: answer, family: 4 }];
    const send = createSender({ allow: "127.0.0.2/32", resolver, connectionTtlMs: 300 });
    const url = `http://moves.test:${first.port}/`;
    expect(kindOf(await send(url))).toBe("succeeded");
    answer = "127.0.0.3";
    await pause(30);
    expect(kindOf(await send(url))).toBe("succeeded");
    await pause(400);
    expect(await send(url)).toMatchObject({ error: { kind: "blocked_address", reason: "loopback" } });
    expect([first.requests.length, second.connects()]).toEqual([2, 0]);
  });

  test("are renewed under constant load, so that a receiver that moves is found", async () => {
    const [first, second] = await twins();
    let answer = "127.0.0.2";
    const resolver: Resolver = async () => [{ address: answer, family: 4 }];
    const send = createSender({ allow, resolver, connectionTtlMs: 300 });
    const until = performance.now() + 1000;
    while (performance.now() < until) {
      expect(kindOf(await send(`http://moves.test:${first.port}/`))).toBe("succeeded");
      answer = "127.0.0.3";
      await pause(10);
    }
    expect(first.requests.length).toBeGreaterThan(5);
    expect(second.requests.length).toBeGreaterThan(20);
    expect(first.connects()).toBe(1);
  });
});

test("the connected socket is judged again: an answer that changes between judgement and connection sends nothing", async () => {
  const [allowed, forbidden] = await twins();
  let reads = 0;
  const treacherous = {
    family: 4 as const,
    get address() {
      reads += 1;
      return reads === 1 ? "127.0.0.2" : "127.0.0.3";
    },
  };
  const url = `http://treacherous.test:${allowed.port}/`;
  const outcome = await post(url, { allow: "127.0.0.2/32", resolver: async () => [treacherous] });
  expect(outcome).toMatchObject({ error: { kind: "blocked_address", reason: "loopback" } });
  expect([allowed.connects(), forbidden.connects(), forbidden.requests.length]).toEqual([0, 1, 0]);
});

test("an address that does not answer gives way to the next one of the same name", async () => {
  const server = await keep(startHttpServer((_request, response) => response.end(), "127.0.0.3"));
  const resolver: Resolver = async () => ["127.0.0.2", "127.0.0.3"].map((address) => ({ address, family: 4 }));
  const outcome = await post(`http://two.test:${server.port}/`, { allow, resolver });
  expect(outcome).toMatchObject({ kind: "succeeded", address: `127.0.0.3:${server.port}` });
});

test("proxy variables of the environment are ignored", async () => {
  const proxy = await onRequest((socket) => socket.end(OK));
  const server = await keep(startHttpServer((_request, response) => response.end()));
  const before = { ...process.env };
  Object.assign(process.env, { HTTP_PROXY: proxy.url, http_proxy: proxy.url, NODE_USE_ENV_PROXY: "1" });
  try {
    expect(kindOf(await post(server.url, { allow }))).toBe("succeeded");
  } finally {
    process.env = before;
  }
  expect([proxy.connects(), server.requests.length]).toEqual([0, 1]);
});
