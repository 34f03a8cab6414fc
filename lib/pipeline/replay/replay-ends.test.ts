import { describe, expect, test } from "vitest";
import { cancelReplay } from "#lib/commands/cancel-replay.ts";
import { insertBulkDeliveries } from "#lib/testing/bulk-events.ts";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { beginReplay, readReplay, replayOperator, untilReplay } from "#lib/testing/replay-test.ts";
import { replayWorkerTest, slowly } from "#lib/testing/replay-worker-test.ts";

const { worker, query, bulk } = replayWorkerTest();

describe("a replay ends", () => {
  test("by a cancel at half: the rest stays untouched and it says so", async () => {
    await bulk(3000);
    const sink = await worker.startSink(slowly(5));
    await insertDestination(worker.pool, { url: sink.url, concurrency: 8 });
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    await eventually(() => expect(sink.requests.length).toBeGreaterThan(1000), 40_000);
    const outcome = await cancelReplay(replayOperator, id, { reason: "enough" });
    if (outcome.kind !== "canceling") throw new Error(outcome.message);
    expect(outcome.sent + outcome.untouched).toBe(3000);
    expect(outcome.message).toMatch(/^1,\d{3} sent and stay sent; [12],\d{3} will not be sent\.$/);
    const replay = await untilReplay(id, "canceled");
    const sent = sink.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sink.requests.length).toBe(sent);
    expect(replay).toMatchObject({ succeeded: sent, canceledBy: replayOperator.label });
    expect(replay.skipped + replay.untouched).toBe(3000 - sent);
    expect(replay.untouched).toBeGreaterThan(500);
    expect(await query("SELECT count(*)::int FROM deliveries WHERE replay_id = $1", [id])).toEqual([
      { count: 3000 - replay.untouched },
    ]);
    const rest = await beginReplay({ filter: { replayId: id } });
    await untilReplay(rest, "running");
    expect((await readReplay(rest)).total).toBe(3000 - sent);
    await cancelReplay(replayOperator, rest, {});
    await untilReplay(rest, "canceled");
  }, 90_000);

  test("before it begins, when it is canceled while it waits", async () => {
    await bulk(10);
    await insertDestination(worker.pool, { url: "http://127.0.0.1:9" });
    const id = await beginReplay({ filter: {} });
    await cancelReplay(replayOperator, id, {});
    await worker.startWorker();
    expect(await untilReplay(id, "canceled")).toMatchObject({ total: 0, succeeded: 0 });
  });

  test("at once, and says why, when everything arrived before it began", async () => {
    await bulk(5);
    const { id: destination } = await insertDestination(worker.pool, { url: "http://127.0.0.1:9" });
    const id = await beginReplay({ filter: {} });
    await insertBulkDeliveries(worker.pool, destination, "succeeded", "true");
    await worker.startWorker();
    const replay = await untilReplay(id, "completed");
    expect(replay).toMatchObject({ total: 0, problem: expect.stringContaining("Nothing was left to send") });
  });

  test("where a destination is deleted in the middle: its rest is left out, the others go on", async () => {
    await bulk(400);
    const [gone, other] = [await worker.startSink(slowly(20)), await worker.startSink()];
    const { id: deleted } = await insertDestination(worker.pool, { url: gone.url, concurrency: 1 });
    await insertDestination(worker.pool, { url: other.url });
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    await eventually(() => expect(gone.requests.length).toBeGreaterThan(20));
    await query("UPDATE destinations SET deleted_at = now() WHERE id = $1", [deleted]);
    const replay = await untilReplay(id, "completed");
    expect(other.requests.length).toBe(400);
    expect(replay).toMatchObject({ total: 800, processed: 800, untouched: 0 });
    expect(replay.succeeded).toBe(400 + gone.requests.length);
    expect(replay.skipped).toBe(400 - gone.requests.length);
  });

  test("and counts again when one of its deliveries is repeated later", async () => {
    await bulk(2);
    let status = 500;
    const sink = await worker.startSink((_request, response) => response.writeHead(status).end());
    await insertDestination(worker.pool, { url: sink.url, retrySchedule: [] });
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    expect(await untilReplay(id, "completed")).toMatchObject({ failed: 2 });
    status = 200;
    const { redeliver } = await import("#lib/commands/redeliver.ts");
    for (const delivery of await query("SELECT id FROM deliveries")) await redeliver(replayOperator, delivery.id, {});
    await eventually(async () => expect(await readReplay(id)).toMatchObject({ succeeded: 2, failed: 0 }));
    expect(await readReplay(id)).toMatchObject({ status: "completed" });
  });
});
