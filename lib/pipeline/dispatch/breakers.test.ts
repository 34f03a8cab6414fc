import { describe, expect, test } from "vitest";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();
const LONG_SCHEDULE = [1, 3600, 3600];

async function breaker() {
  const { rows } = await worker.pool.query(
    `SELECT state, probes, failures, error::jsonb ->> 'kind' AS kind, closed_at IS NOT NULL AS "wasClosed",
       round(extract(epoch FROM next_probe_at - now()))::int AS "probeIn" FROM destination_breakers`,
  );
  return rows[0];
}

/** What an operator's "try now" does. */
async function tryNow(): Promise<void> {
  const { prisma } = await import("#lib/db/prisma.ts");
  const { probeNow } = await import("#lib/db/breakers/probe-now.ts");
  const { rows } = await worker.pool.query("SELECT destination_id AS id FROM destination_breakers");
  await prisma.$transaction((tx) => probeNow(tx, rows[0].id));
}

async function startFailing(options: { status?: number; headers?: Record<string, string>; concurrency?: number } = {}) {
  let isFailing = true;
  const sink = await worker.startSink((_request, response) =>
    isFailing ? response.writeHead(options.status ?? 500, options.headers).end() : response.end(),
  );
  const { concurrency = 2 } = options;
  const destination = await insertDestination(worker.pool, {
    url: sink.url,
    concurrency,
    retrySchedule: LONG_SCHEDULE,
  });
  const recover = () => {
    isFailing = false;
  };
  return { sink, destination, recover };
}

const opened = () => eventually(async () => expect(await breaker()).toMatchObject({ state: "open" }));

describe("a destination that fails for every delivery", () => {
  test("is spared: what waits stays as it is and loses no attempt, and other destinations go on", async () => {
    const { sink } = await startFailing();
    const other = await worker.startSink();
    await insertDestination(worker.pool, { url: other.url });
    await storeEvents(worker.pool, worker.source, Array(200).fill("{}"));
    await worker.startWorker();
    await opened();
    expect(await breaker()).toMatchObject({ kind: "http_5xx", probes: 0 });
    await eventually(() => expect(other.requests.length).toBe(200));
    const sent = sink.requests.length;
    expect(sent).toBeGreaterThanOrEqual(10);
    expect(sent).toBeLessThan(20);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sink.requests.length).toBe(sent);
    const { rows } = await worker.pool.query(
      "SELECT attempt_count, probe_count, count(*)::int FROM deliveries WHERE status IN ('pending', 'retry_scheduled') GROUP BY 1, 2 ORDER BY 1",
    );
    expect(rows).toEqual([
      { attempt_count: 0, probe_count: 0, count: 200 - sent },
      { attempt_count: 1, probe_count: 0, count: sent },
    ]);
    expect(await worker.statuses()).not.toHaveProperty("in_progress");
  });

  test("is probed with one delivery, which does not use up its schedule, and spared on when that fails", async () => {
    const { sink } = await startFailing();
    await storeEvents(worker.pool, worker.source, Array(40).fill("{}"));
    await worker.startWorker();
    await opened();
    const before = sink.requests.length;
    for (const probes of [1, 2]) {
      await tryNow();
      await eventually(async () => expect(await breaker()).toMatchObject({ state: "open", probes }));
    }
    expect(sink.requests.length).toBe(before + 2);
    expect((await breaker()).probeIn).toBeGreaterThan(10);
    await eventually(async () => {
      const { rows } = await worker.pool.query(
        "SELECT status, attempt_count - probe_count AS counted FROM deliveries WHERE probe_count > 0",
      );
      // The longest due is a different one each time: the first waits for its retry.
      expect(rows.map(({ status }) => status)).toEqual(["retry_scheduled", "retry_scheduled"]);
      for (const { counted } of rows) expect(counted).toBeLessThanOrEqual(1);
    });
    const { rows } = await worker.pool.query("SELECT count(*)::int AS recorded FROM attempts");
    expect(rows[0].recorded).toBe(before + 2);
  });

  test("D20: is sent to again when a probe succeeds, slowly at first; the backlog drains and live events do not wait for it", async () => {
    let underWay = 0;
    const atOnce: number[] = [];
    let isFailing = true;
    const sink = await worker.startSink(async (_request, response) => {
      if (isFailing) return response.writeHead(503).end();
      underWay += 1;
      atOnce.push(underWay);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      return response.end();
    });
    await insertDestination(worker.pool, { url: sink.url, concurrency: 8, rate: 100, retrySchedule: LONG_SCHEDULE });
    await storeEvents(worker.pool, worker.source, Array(300).fill("{}"));
    await worker.pool.query("UPDATE deliveries SET next_attempt_at = now() - interval '1 hour'");
    await worker.startWorker();
    await opened();
    isFailing = false;
    const sentBefore = sink.requests.length;
    await tryNow();
    await eventually(async () => expect(await breaker()).toMatchObject({ state: "closed", wasClosed: true }));
    const closedAt = performance.now();
    const [live] = await storeEvents(worker.pool, worker.source, ['"live"']);
    await eventually(() => expect(sink.requests.map(({ headers }) => headers["webhook-id"])).toContain(live));
    expect(sink.requests.length - sentBefore).toBeLessThan(150);
    await eventually(async () => expect((await worker.statuses()).succeeded ?? 0).toBeGreaterThanOrEqual(280), 15_000);
    const seconds = (performance.now() - closedAt) / 1000;
    expect((sink.requests.length - sentBefore) / seconds).toBeLessThan(130);
    expect(atOnce.slice(0, 4)).toEqual([1, 1, expect.toBeOneOf([1, 2]), expect.toBeOneOf([1, 2, 3])]);
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(8);
  });

  test("is probed by one of two workers", async () => {
    const { sink } = await startFailing({ concurrency: 4 });
    await storeEvents(worker.pool, worker.source, Array(100).fill("{}"));
    await Promise.all([worker.startWorker(), worker.startWorker(), worker.startWorker()]);
    await opened();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = sink.requests.length;
    await tryNow();
    await eventually(async () => expect(await breaker()).toMatchObject({ state: "open", probes: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(sink.requests.length).toBe(before + 1);
    const { rows } = await worker.pool.query("SELECT sum(probe_count)::int AS probes FROM deliveries");
    expect(rows).toEqual([{ probes: 1 }]);
  });

  test("stays spared when the worker starts again", async () => {
    const { sink } = await startFailing();
    await storeEvents(worker.pool, worker.source, Array(30).fill("{}"));
    const first = await worker.startWorker();
    await opened();
    await worker.pool.query("UPDATE destination_breakers SET next_probe_at = now() + interval '1 hour'");
    await first.stop();
    const before = sink.requests.length;
    await worker.startWorker();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sink.requests.length).toBe(before);
    expect(await breaker()).toMatchObject({ state: "open" });
  });

  test("is spared no longer when an operator pauses and resumes it", async () => {
    const { destination, recover } = await startFailing();
    await storeEvents(worker.pool, worker.source, Array(30).fill("{}"));
    await worker.startWorker();
    await opened();
    recover();
    const { changeDestination } = await import("#lib/db/destinations/change-destination.ts");
    const actor = { kind: "system", id: null, label: "test", remoteAddress: null, requestId: null } as const;
    for (const paused of [true, false]) {
      const pause = { paused, reason: null, onResume: "deliver" } as const;
      await changeDestination({ id: destination.id, settings: null, pause }, actor);
    }
    expect(await breaker()).toMatchObject({ state: "closed", wasClosed: true });
    await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 30 }));
  });
});

test("a destination that answers 429 with Retry-After to everything is not probed sooner than it asked", async () => {
  await startFailing({ status: 429, headers: { "retry-after": "900" } });
  await storeEvents(worker.pool, worker.source, Array(30).fill("{}"));
  await worker.startWorker();
  await opened();
  const { probeIn, kind } = await breaker();
  expect(kind).toBe("rate_limited");
  expect(probeIn).toBeGreaterThan(890);
  expect(probeIn).toBeLessThanOrEqual(900);
});

test("one event that a receiver refuses again and again does not stop the others", async () => {
  const sink = await worker.startSink((_request, response) => response.writeHead(422).end());
  await insertDestination(worker.pool, { url: sink.url, retrySchedule: Array(12).fill(1) });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.startWorker();
  for (let round = 1; round <= 12; round += 1) {
    await eventually(() => expect(sink.requests.length).toBeGreaterThanOrEqual(round));
    await worker.pool.query("UPDATE deliveries SET next_attempt_at = now() WHERE status = 'retry_scheduled'");
  }
  expect(await breaker()).toBeUndefined();
});
