import { describe, expect, test } from "vitest";
import { cancelReplay } from "#lib/commands/cancel-replay.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { beginReplay, readReplay, replayOperator, untilReplay } from "#lib/testing/replay-test.ts";
import { replayWorkerTest } from "#lib/testing/replay-worker-test.ts";

const { worker, query, bulk } = replayWorkerTest();

describe("a replay waits", () => {
  test("for a paused destination and says so, not for a paused source", async () => {
    await bulk(20);
    const [paused, open] = [await worker.startSink(), await worker.startSink()];
    const { id: held } = await insertDestination(worker.pool, { url: paused.url });
    await insertDestination(worker.pool, { url: open.url });
    await query("UPDATE destinations SET paused_at = now() WHERE id = $1", [held]);
    await query("UPDATE sources SET status = 'paused'");
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    await eventually(() => expect(open.requests.length).toBe(20));
    await eventually(async () => expect(await readReplay(id)).toMatchObject({ status: "running", succeeded: 20 }));
    const waiting = await readReplay(id);
    expect(waiting.secondsLeft).toBeNull();
    const target = waiting.targets.find(({ destinationId }) => destinationId === held);
    expect(target).toMatchObject({ queued: 0, waitsFor: "sink is paused; it goes on when that is resumed." });
    expect(paused.requests).toEqual([]);
    await query("UPDATE destinations SET paused_at = NULL");
    expect(await untilReplay(id, "completed")).toMatchObject({ total: 40, succeeded: 40 });
    expect(paused.requests.length).toBe(20);
  });

  test("for a destination that is spared after failures: one delivery stands ready to find out", async () => {
    await bulk(50);
    const sink = await worker.startSink();
    const { id: destination } = await insertDestination(worker.pool, { url: sink.url });
    await query(
      "INSERT INTO destination_breakers (destination_id, state, opened_at, next_probe_at) VALUES ($1, 'open', now(), now() + interval '1 hour')",
      [destination],
    );
    await worker.startWorker();
    const id = await beginReplay({ filter: {}, rate: 10 });
    await untilReplay(id, "running");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await readReplay(id)).toMatchObject({
      secondsLeft: null,
      targets: [{ queued: 1, waitsFor: expect.stringContaining("sink is failing since") }],
    });
    expect(sink.requests).toEqual([]);
  });

  test("so that it keeps its rate", async () => {
    await bulk(60);
    const times: number[] = [];
    const sink = await worker.startSink((_request, response) => {
      times.push(performance.now());
      response.end();
    });
    await insertDestination(worker.pool, { url: sink.url, concurrency: 20 });
    await worker.startWorker();
    const id = await beginReplay({ filter: {}, rate: 20 });
    expect(await untilReplay(id, "completed")).toMatchObject({ succeeded: 60 });
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    expect(seconds).toBeGreaterThan(2.5);
    expect(seconds).toBeLessThan(9);
    const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(32);
  });

  test("behind live events, which are not held up by it", async () => {
    await bulk(5000);
    const live: number[] = [];
    const sink = await worker.startSink((request, response) => {
      if (request.headers["signalbox-replay"] === undefined) live.push(performance.now());
      setTimeout(() => response.end(), 5);
    });
    await insertDestination(worker.pool, { url: sink.url, concurrency: 4 });
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    await eventually(() => expect(sink.requests.length).toBeGreaterThan(300));
    const waits: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const storedAt = performance.now();
      await storeEvents(worker.pool, worker.source, ["{}"]);
      await eventually(() => expect(live.length).toBe(round + 1), 5000);
      waits.push((live.at(-1) ?? 0) - storedAt);
    }
    expect((await readReplay(id)).status).toBe("running");
    expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThan(500);
    await cancelReplay(replayOperator, id, {});
    await untilReplay(id, "canceled");
  }, 40_000);
});
