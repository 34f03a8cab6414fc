import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { insertDestination, insertSigningSecret, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();

test("200 events arrive byte for byte, each signed so that the npm package standardwebhooks verifies it", async () => {
  const sink = await worker.startSink();
  const destination = await insertDestination(worker.pool, {
    url: `${sink.url}/hooks?x=1`,
    headers: { "x-tenant": "seven" },
  });
  const bodies = Array.from({ length: 200 }, (_, index) => `{ "n": ${index},\t"é": "\\u00e9 😀", "n": 1.10 }`);
  const ids = await storeEvents(worker.pool, worker.source, bodies);
  await worker.startWorker();
  await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 200 }));
  expect(sink.requests.length).toBe(200);
  const webhook = new Webhook(destination.signingSecret);
  const received = new Map(sink.requests.map((request) => [String(request.headers["webhook-id"]), request]));
  for (const [index, id] of ids.entries()) {
    const request = received.get(id);
    expect(request?.body.toString()).toBe(bodies[index]);
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(() => webhook.verify(request?.body.toString() ?? "", headers)).not.toThrow();
  }
  const [first] = sink.requests;
  expect(first).toMatchObject({
    method: "POST",
    url: "/hooks?x=1",
    headers: {
      "content-type": "application/json",
      "x-tenant": "seven",
      "signalbox-source": worker.source.slug,
      "signalbox-event-type": "RESOURCE_UPDATED",
      "signalbox-user-id": "user_1",
      "signalbox-attempt": "1",
      "signalbox-hop": "1",
      "signalbox-received-at": expect.stringMatching(/^\d{4}-.*Z$/),
    },
  });
  expect(first?.headers).not.toHaveProperty("signalbox-replay");
  const [attempt] = await worker.attempts();
  expect(attempt).toMatchObject({
    outcome: "succeeded",
    status_code: 200,
    address: `127.0.0.1:${sink.port}`,
    url: `${sink.url}/hooks?x=1`,
  });
  expect(attempt.request_headers).toContainEqual(["x-tenant", "[masked]"]);
  expect(JSON.stringify(attempt.request_headers)).not.toContain("seven");
});

test("during a rotation both secrets sign", async () => {
  const sink = await worker.startSink();
  const destination = await insertDestination(worker.pool, { url: sink.url });
  const second = await insertSigningSecret(worker.pool, destination.id);
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.startWorker();
  await eventually(() => expect(sink.requests.length).toBe(1));
  const headers = Object.fromEntries(
    Object.entries(sink.requests[0]?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  for (const secret of [destination.signingSecret, second])
    expect(() => new Webhook(secret).verify("{}", headers)).not.toThrow();
});

test("ids and types that are no header values travel percent-encoded", async () => {
  const sink = await worker.startSink();
  await insertDestination(worker.pool, { url: sink.url });
  await storeEvents(worker.pool, worker.source, ["{}"], { type: "Ä\r\nx: y \ud800", businessId: "b".repeat(1000) });
  await worker.startWorker();
  await eventually(() => expect(sink.requests.length).toBe(1));
  expect(sink.requests[0]?.headers["signalbox-event-type"]).toMatch(/^[\x21-\x7e]+$/);
  expect(sink.requests[0]?.headers).not.toHaveProperty("signalbox-business-id");
  expect(sink.requests[0]?.headers).not.toHaveProperty("x");
});
