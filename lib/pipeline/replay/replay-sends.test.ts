import { describe, expect, test } from "vitest";
import { previewReplay } from "#lib/commands/preview-replay.ts";
import { replayPreviewInput } from "#lib/domain/api/replay-input.ts";
import { insertBulkDeliveries } from "#lib/testing/bulk-events.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { beginReplay, replayOperator, untilReplay } from "#lib/testing/replay-test.ts";
import { replayWorkerTest, webhookIds } from "#lib/testing/replay-worker-test.ts";

const { worker, query, bulk, idsOf } = replayWorkerTest();

describe("a replay sends", () => {
  test("chosen events once more, as deliveries of the replay with its header, and then it is completed", async () => {
    const ids = await storeEvents(worker.pool, worker.source, ["{}", "{}", "{}"]);
    const sink = await worker.startSink();
    const destination = await insertDestination(worker.pool, { url: sink.url });
    await worker.startWorker();
    const id = await beginReplay({ eventIds: ids.slice(0, 2), reason: "lost downstream" });
    const replay = await untilReplay(id, "completed");
    expect(replay).toMatchObject({ total: 2, processed: 2, succeeded: 2, failed: 0, skipped: 0, untouched: 0 });
    expect(replay.targets).toMatchObject([{ destinationId: destination.id, total: 2, queued: 2, succeeded: 2 }]);
    expect(webhookIds(sink).sort()).toEqual(ids.slice(0, 2).sort());
    expect(sink.requests.map(({ headers }) => headers["signalbox-replay"])).toEqual([id, id]);
    expect(await worker.attempts()).toMatchObject(
      Array(2).fill({ trigger: "replay", actor: replayOperator.label, outcome: "succeeded" }),
    );
    expect(
      await query(
        "SELECT action, after->>'succeeded' AS succeeded FROM audit_entries WHERE action = 'replay.ended' AND target_id = $1",
        [id],
      ),
    ).toEqual([{ action: "replay.ended", succeeded: "2" }]);
  });

  test("each event of a filter to every destination that takes it, in the order of receipt", async () => {
    await bulk(200, { type: "CASE WHEN n % 2 = 0 THEN 'PLAID_A' ELSE 'TASK_B' END" });
    const [plaid, all] = [await worker.startSink(), await worker.startSink()];
    await insertDestination(worker.pool, { url: plaid.url, eventTypes: ["PLAID_*"], concurrency: 1 });
    await insertDestination(worker.pool, { url: all.url, sources: [worker.source.slug], concurrency: 1 });
    await worker.startWorker();
    const id = await beginReplay({ filter: { from: "-170s", to: "-100s" } });
    expect(await untilReplay(id, "completed")).toMatchObject({ total: 105, succeeded: 105 });
    const picked =
      "received_at >= (SELECT up_to FROM replays) - interval '170 s' AND received_at < (SELECT up_to FROM replays) - interval '100 s'";
    expect(webhookIds(all)).toEqual(await idsOf(picked));
    expect(webhookIds(plaid)).toEqual(await idsOf(`${picked} AND type = 'PLAID_A'`));
  });

  test("nothing that was stored after its preview", async () => {
    await bulk(20);
    const sink = await worker.startSink();
    await insertDestination(worker.pool, { url: sink.url });
    const outcome = await previewReplay(replayOperator, replayPreviewInput.parse({ filter: {} }));
    if (outcome.kind !== "previewed") throw new Error(outcome.message);
    const before = await idsOf();
    await bulk(30, { ageSeconds: 600 });
    const id = await beginReplay({ previewId: outcome.preview.previewId });
    await worker.startWorker();
    expect(await untilReplay(id, "completed")).toMatchObject({ total: 20, succeeded: 20 });
    expect(webhookIds(sink).sort()).toEqual(before.sort());
  });

  test("everything to a chosen destination, whatever its filter says, with new webhook-ids where it asks for them", async () => {
    await bulk(10);
    const [chosen, other] = [await worker.startSink(), await worker.startSink()];
    const { id: destination } = await insertDestination(worker.pool, { url: chosen.url, eventTypes: ["NOTHING"] });
    await insertDestination(worker.pool, { url: other.url });
    await query("UPDATE destinations SET replay_webhook_id = 'new' WHERE id = $1", [destination]);
    await worker.startWorker();
    const id = await beginReplay({ filter: {}, destinationIds: [destination] });
    await untilReplay(id, "completed");
    const events = await idsOf();
    expect(new Set(webhookIds(chosen)).size).toBe(10);
    expect(webhookIds(chosen).filter((webhookId) => events.includes(webhookId))).toEqual([]);
    expect(other.requests).toEqual([]);
  });

  test("not what was delivered before it began, nor what arrives while it runs", async () => {
    await bulk(40);
    const sink = await worker.startSink();
    const { id: destination } = await insertDestination(worker.pool, { url: sink.url });
    const events = await idsOf();
    await insertBulkDeliveries(worker.pool, destination, "succeeded", `e.id = ANY ('{${events.slice(0, 10).join()}}')`);
    await query("UPDATE destinations SET rate = 10");
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    await untilReplay(id, "running");
    await insertBulkDeliveries(worker.pool, destination, "succeeded", `e.id = ANY ('{${events.slice(35).join()}}')`);
    expect(await untilReplay(id, "completed")).toMatchObject({ total: 30, succeeded: 25, skipped: 5, untouched: 0 });
    expect(webhookIds(sink).sort()).toEqual(events.slice(10, 35));
  });

  test("what failed is counted, and found again by a filter", async () => {
    await bulk(6);
    const bad = (await idsOf()).slice(1, 4);
    const sink = await worker.startSink((request, response) =>
      response.writeHead(bad.includes(String(request.headers["webhook-id"])) ? 500 : 200).end(),
    );
    await insertDestination(worker.pool, { url: sink.url, retrySchedule: [] });
    await worker.startWorker();
    const id = await beginReplay({ filter: {} });
    expect(await untilReplay(id, "completed")).toMatchObject({ total: 6, failed: 3, succeeded: 3 });
    sink.requests.length = 0;
    const again = await beginReplay({ filter: { replayId: id, delivery: "dead_lettered" } });
    expect(await untilReplay(again, "completed")).toMatchObject({ total: 3, failed: 3 });
    expect(webhookIds(sink).sort()).toEqual(bad);
  });
});
