import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { drainConnections } from "./drain-connections.ts";

const REQUEST = "POST / HTTP/1.1\r\nhost: door\r\ncontent-length: 2\r\n\r\n{}";

let server: Server;
let waiting: ServerResponse[];
let sockets: Socket[];
let hurry: AbortController;

beforeEach(async () => {
  waiting = [];
  sockets = [];
  hurry = new AbortController();
  server = createServer({ keepAliveTimeout: 2000, keepAliveTimeoutBuffer: 0 }, (request, response) => {
    request.resume();
    if (request.url === "/later") waiting.push(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
});

/** A client that collects what it is sent, and until when. */
async function dial() {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString();
  });
  const closed = once(socket, "close");
  await once(socket, "connect");
  const ask = async (text: string) => {
    received = "";
    socket.write(text);
    await expect.poll(() => received, { interval: 5, timeout: 10_000 }).toContain("\r\n\r\n");
    return received;
  };
  return { socket, ask, closed };
}

test("the next request on a kept connection is answered, and told that it was the last", async () => {
  const client = await dial();
  expect(await client.ask(REQUEST)).toContain("Connection: keep-alive");
  const drained = drainConnections(server, hurry.signal);
  expect(await client.ask(REQUEST)).toMatch(/^HTTP\/1.1 200 [\s\S]*Connection: close/);
  client.socket.end();
  await drained;
});

test("new connections are not accepted", async () => {
  const { port } = server.address() as AddressInfo;
  const client = await dial();
  const drained = drainConnections(server, hurry.signal);
  const [error] = await once(connect(port, "127.0.0.1"), "error");
  expect(error).toMatchObject({ code: "ECONNREFUSED" });
  client.socket.end();
  await drained;
});

test("an idle connection is kept until its time-out, as a request may be on its way", async () => {
  const client = await dial();
  await client.ask(REQUEST);
  const beganMs = performance.now();
  const drained = drainConnections(server, hurry.signal);
  await client.closed;
  expect(performance.now() - beganMs).toBeGreaterThan(1000);
  await drained;
});

test("a hurry cuts idle connections at once and still answers what was asked", async () => {
  const [idle, busy] = [await dial(), await dial()];
  await idle.ask(REQUEST);
  const answer = busy.ask(REQUEST.replace("/", "/later"));
  await expect.poll(() => waiting.length, { timeout: 10_000 }).toBe(1);
  const drained = drainConnections(server, hurry.signal);
  hurry.abort();
  await idle.closed;
  waiting[0]?.end();
  expect(await answer).toContain("200 OK");
  await drained;
});

test("a client that never finishes is cut after ten seconds", async () => {
  const client = await dial();
  client.socket.write(REQUEST.replace("/", "/later").slice(0, -1));
  const beganMs = performance.now();
  await drainConnections(server, hurry.signal);
  await client.closed;
  expect(performance.now() - beganMs).toBeGreaterThan(9_000);
}, 30_000);
