import { describe, expect, test } from "vitest";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();

describe("a failing destination", () => {
  test("is tried again on schedule with the same webhook-id, then the delivery is dead-lettered", async () => {
    const sink = await worker.startSink((_request, response) =>
      response.writeHead(500, { "x-why": "broken" }).end("no\u0000pe"),
    );
    await insertDestination(worker.pool, { url: sink.url, retrySchedule: [1, 1] });
    const [id] = await storeEvents(worker.pool, worker.source, ["{}"]);
    await worker.startWorker();
    await eventually(async () => expect(await worker.statuses()).toEqual({ dead_lettered: 1 }));
    expect(sink.requests.map(({ headers }) => [headers["webhook-id"], headers["signalbox-attempt"]])).toEqual([
      [id, "1"],
      [id, "2"],
      [id, "3"],
    ]);
    const rows = await worker.attempts();
    expect(
      rows.map(({ number, trigger, outcome, error }) => [number, trigger, outcome, JSON.parse(error).kind]),
    ).toEqual([
      [1, "initial", "failed", "http_5xx"],
      [2, "automatic", "failed", "http_5xx"],
      [3, "automatic", "failed", "http_5xx"],
    ]);
    expect(rows[0]).toMatchObject({ response_snippet: Buffer.from("no\u0000pe"), status_code: 500 });
    expect(rows[0].response_headers).toContainEqual(["x-why", "broken"]);
    expect(rows[1].started_at - rows[0].started_at).toBeGreaterThan(450);
  });

  test("that asks to wait is left alone for as long, within bounds", async () => {
    const sink = await worker.startSink((_request, response) =>
      response.writeHead(429, { "retry-after": "120" }).end(),
    );
    await insertDestination(worker.pool, { url: sink.url, retrySchedule: [1, 1] });
    await storeEvents(worker.pool, worker.source, ["{}"]);
    await worker.startWorker();
    await eventually(async () => expect(await worker.statuses()).toEqual({ retry_scheduled: 1 }));
    const { rows } = await worker.pool.query(
      "SELECT extract(epoch FROM next_attempt_at - now())::float8 AS wait FROM deliveries",
    );
    expect(rows[0].wait).toBeGreaterThan(110);
    expect(rows[0].wait).toBeLessThanOrEqual(120);
  });

  test("that answers 410 is paused, and what is left waits for it", async () => {
    const sink = await worker.startSink((_request, response) => response.writeHead(410).end());
    await insertDestination(worker.pool, { url: sink.url, concurrency: 1, retrySchedule: [60] });
    await storeEvents(worker.pool, worker.source, ["{}"]);
    await worker.startWorker();
    await eventually(async () => {
      const { rows } = await worker.pool.query("SELECT paused_at, paused_by, paused_reason FROM destinations");
      expect(rows[0]).toMatchObject({
        paused_at: expect.any(Date),
        paused_by: "Signalbox",
        paused_reason: expect.stringContaining("410"),
      });
    });
    await storeEvents(worker.pool, worker.source, ["{}", "{}"]);
    await eventually(async () => expect(await worker.statuses()).toEqual({ held: 3 }));
    expect(sink.requests.length).toBe(1);
    const audit = await worker.pool.query("SELECT actor_kind, action FROM audit_entries");
    expect(audit.rows).toContainEqual({ actor_kind: "system", action: "destination.paused" });
  });

  test("D01, D08: with a blocked address is recorded as such and never connected to", async () => {
    const sink = await worker.startSink();
    await insertDestination(worker.pool, { url: sink.url, retrySchedule: [60] });
    await storeEvents(worker.pool, worker.source, ["{}"]);
    await worker.startWorker("10.0.0.0/8");
    await eventually(async () => expect(await worker.statuses()).toEqual({ retry_scheduled: 1 }));
    const [attempt] = await worker.attempts();
    expect(JSON.parse(attempt.error)).toMatchObject({ kind: "blocked_address", reason: "loopback" });
    expect(sink.connects()).toBe(0);
  });
});

test("the database and the doors of this installation are no destinations, whatever is allow-listed", async () => {
  const port = new URL(worker.databaseUrl).port;
  await insertDestination(worker.pool, { url: `http://127.0.0.1:${port}/`, retrySchedule: [60] });
  await insertDestination(worker.pool, { url: "http://127.0.0.1:3990/", retrySchedule: [60] });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.startWorker();
  await eventually(async () => expect(await worker.statuses()).toEqual({ retry_scheduled: 2 }));
  for (const attempt of await worker.attempts()) expect(JSON.parse(attempt.error).reason).toBe("own_listener");
});
