import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Shipment } from "./plan-run.ts";
import { sendRun } from "./send-run.ts";

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A door that answers by the number of times it has seen an id. */
async function listen(answer: (tries: number) => number) {
  const seen: string[] = [];
  server = createServer((request, response) => {
    const id = String(request.headers["asset-id"]);
    seen.push(id);
    request.resume();
    response.writeHead(answer(seen.filter((other) => other === id).length)).end();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  // A listening TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return { seen, options: { receiverUrl: `http://127.0.0.1:${port}`, rate: 1000, concurrency: 3, retryScale: 0.0001 } };
}

function shipment(id: string, kind: Shipment["kind"] = "event"): Shipment {
  const headers = { "asset-id": id };
  return { kind, slug: "sim-asset", provider: "asset", type: "TASK_REQUEST", headers, body: Buffer.from("{}") };
}

test("what is answered with anything but 200 is sent again, at most four times", async () => {
  const { seen, options } = await listen((tries) => (tries < 3 ? 503 : 200));
  const summary = await sendRun([shipment("a"), shipment("b")], options);
  expect(summary).toMatchObject({ sent: 6, retries: 4, delivered: 2, failed: 0, answers: { 503: 4, 200: 2 } });
  expect(seen.filter((id) => id === "a")).toHaveLength(3);
});

test("a request that never gets a 200 counts as failed after five tries; 202 is no success", async () => {
  const { seen, options } = await listen(() => 202);
  const summary = await sendRun([shipment("a")], options);
  expect(seen).toHaveLength(5);
  expect(summary).toMatchObject({ failed: 1, delivered: 0 });
});

test("a forgery is sent once", async () => {
  const { seen, options } = await listen(() => 401);
  expect(await sendRun([shipment("a", "forgery")], options)).toMatchObject({ sent: 1, retries: 0, failed: 0 });
  expect(seen).toHaveLength(1);
});

test("a door that cannot be reached is named by the network's error", async () => {
  const { options } = await listen(() => 200);
  await new Promise((done) => server?.close(done));
  server = undefined;
  const summary = await sendRun([shipment("a", "forgery")], options);
  expect(summary.answers).toEqual({ ECONNREFUSED: 1 });
});
