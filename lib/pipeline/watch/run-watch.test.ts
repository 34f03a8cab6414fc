import { describe, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { insertDestination, insertSource as insertPlainSource, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/said-events.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { CONSOLE_URL, watchTest } from "#lib/testing/watch-test.ts";
import { insertAttempts, insertBeat, insertRejections, MARK } from "#lib/testing/watched-facts.ts";

const watch = watchTest();

function query(sql: string, values: unknown[] = []) {
  return watch.pool.query(sql, values);
}

describe("each condition is told once and its recovery once", () => {
  test("no event for as many minutes as the source says", async () => {
    const id = await insertSource(watch.pool, "abound", "quiet");
    await query("UPDATE sources SET created_at = now() - interval '1 day', quiet_after_minutes = 30 WHERE id = $1", [
      id,
    ]);
    await insertEvents(watch.pool, [{ sourceId: id, receivedAt: new Date(Date.now() - 31 * 60_000) }]);
    watch.startWatch();
    await watch.untilTold("opened: quiet has sent no event for 31 min\\.");
    await insertEvents(watch.pool, [{ sourceId: id, userId: MARK }]);
    await watch.untilTold("opened", "recovered: quiet sends events again\\. It lasted 31 min\\.");
  });

  test("silence counts from when the setting was made, and only while the source is enabled", async () => {
    const id = await insertSource(watch.pool, "abound", "fresh");
    await query(
      "UPDATE sources SET created_at = now() - interval '1 day', quiet_after_minutes = 30, quiet_set_at = now()",
    );
    const off = await insertSource(watch.pool, "abound", "off", { status: "paused" });
    await query("UPDATE sources SET created_at = now() - interval '1 day', quiet_after_minutes = 30 WHERE id = $1", [
      off,
    ]);
    await insertEvents(watch.pool, [{ sourceId: id, receivedAt: new Date(Date.now() - 31 * 60_000) }]);
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watch.told()).toEqual([]);
  });

  test("everything rejected, with the main cause", async () => {
    const id = await insertSource(watch.pool, "asset", "asset");
    await insertRejections(watch.pool, id, 2, "bad_signature");
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(watch.told()).toEqual([]);
    await query("DELETE FROM request_minutes");
    await insertRejections(watch.pool, id, 3, "bad_signature");
    await watch.untilTold(/opened: asset rejected all 3 requests .* The signature does not match the body/);
    await storeEvents(watch.pool, { id, slug: "asset" }, [`{"secret":"${MARK}"}`]);
    await watch.untilTold("opened", "recovered: asset accepts requests again\\. It lasted");
  });

  test("what a disabled source or a GET is refused is not told", async () => {
    const id = await insertSource(watch.pool, "asset", "asset");
    await insertRejections(watch.pool, id, 5, "method_not_allowed");
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watch.told()).toEqual([]);
  });

  test("a request that was too large, until there was none for an hour", async () => {
    const { id } = await insertPlainSource(watch.pool);
    await insertRejections(watch.pool, id, 1, "too_large");
    watch.startWatch();
    await watch.untilTold("opened: 1 request to .* was refused because of its form \\(larger than 256 KiB\\)");
    await query("UPDATE requests SET received_at = now() - interval '61 minutes'");
    await watch.untilTold("opened", "recovered: For an hour no request to");
  });

  test("dead letters of a destination, until the event got there", async () => {
    const source = await insertPlainSource(watch.pool);
    const ledger = await insertDestination(watch.pool, {
      url: "https://ledger.test/",
      headers: { authorization: MARK },
    });
    await storeEvents(watch.pool, source, [`{"userId":"${MARK}"}`, "{}"]);
    await query("UPDATE deliveries SET status = 'dead_lettered', completed_at = now(), last_outcome = 'http_5xx'");
    watch.startWatch();
    await watch.untilTold("opened: 2 deliveries to sink gave up after every retry\\.");
    expect(watch.told()[0]?.alerts[0]?.url).toBe(
      `${CONSOLE_URL}/deliveries?status=dead_lettered&destinationId=${ledger.id}`,
    );
    const replayId = newId();
    await query(
      "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ($1, '{}', '{}', 'completed', 'test')",
      [replayId],
    );
    await query(
      `INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, trigger, webhook_id, received_at, completed_at)
       SELECT gen_random_uuid(), event_id, source_id, destination_id, $1, 'succeeded', 'replay', event_id, received_at, now()
       FROM deliveries`,
      [replayId],
    );
    await watch.untilTold("opened", "recovered: sink has no dead letters left\\. It lasted");
  });

  test("a destination at which every attempt fails", async () => {
    const { id } = await insertDestination(watch.pool, { url: "https://ledger.test/" });
    await insertAttempts(watch.pool, id, "failed", 4);
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(watch.told()).toEqual([]);
    await query("UPDATE attempt_minutes SET count = 5");
    await watch.untilTold("opened: All of the last 5 attempts at sink failed");
    await insertAttempts(watch.pool, id, "succeeded", 1);
    await watch.untilTold("opened", "recovered: sink takes deliveries again\\.");
  });

  test("a destination that is spared, until it is back", async () => {
    const { id } = await insertDestination(watch.pool, { url: "https://ledger.test/" });
    await query("INSERT INTO destination_breakers (destination_id, state, opened_at) VALUES ($1, 'open', now())", [id]);
    watch.startWatch();
    await watch.untilTold("opened: sink keeps failing and is spared until it is back\\.");
    await query("UPDATE destination_breakers SET state = 'closed'");
    await insertAttempts(watch.pool, id, "succeeded", 1);
    await watch.untilTold("opened", "recovered: sink takes deliveries again\\.");
  });

  test.each(["receiver", "worker", "console"])("the %s is down", async (process) => {
    await insertBeat(watch.pool, process, 40);
    watch.startWatch();
    await watch.untilTold(`opened: The ${process} has not reported for 40 s`);
    await insertBeat(watch.pool, process, 0);
    await watch.untilTold("opened", `recovered: The ${process} is up again\\. It lasted 4\\d s\\.`);
  });

  test("a process that was stopped, or was replaced, is not down", async () => {
    await insertBeat(watch.pool, "worker", 40, true);
    await insertBeat(watch.pool, "receiver", 40);
    await query("UPDATE heartbeats SET instance = 'host:0' WHERE process = 'receiver'");
    await insertBeat(watch.pool, "receiver", 5);
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watch.told()).toEqual([]);
  });

  test("a tax payment that entered error, without anything out of it", async () => {
    const sourceId = await insertSource(watch.pool, "abound", "abound");
    const about = { sourceId, resourceId: `pay_${MARK}` };
    await insertEvents(watch.pool, [
      aboundEvent("taxPayments.updated", `user_${MARK}`, { ...about, status: "error", message: `nsf ${MARK}` }),
    ]);
    await projectEvents(watch.pool);
    watch.startWatch();
    await watch.untilTold("opened: 1 tax payment of abound entered error\\.");
    await query("UPDATE resources SET status_since = status_since - interval '61 minutes'");
    await watch.untilTold("opened", "recovered: No other tax payment of abound entered error for an hour\\.");
    await insertEvents(watch.pool, [
      aboundEvent("taxPayments.updated", MARK, { sourceId, resourceId: "late", status: "error" }),
    ]);
    await projectEvents(watch.pool);
    await watch.untilTold("opened", "recovered", "opened: 1 tax payment");
  });

  test("many connections that expired within an hour", async () => {
    const sourceId = await insertSource(watch.pool, "asset", "asset");
    await query("UPDATE notification_channels SET many_expired = 4");
    const expire = (from: number, to: number) =>
      insertEvents(
        watch.pool,
        Array.from({ length: to - from }, (_, index) =>
          assetEvent("PLAID_ACCOUNT_EXPIRED", `biz_${MARK}`, {
            sourceId,
            at: new Date().toISOString(),
            accountId: `acc_${MARK}_${from + index}`,
          }),
        ),
      );
    await expire(0, 3);
    await projectEvents(watch.pool);
    watch.startWatch();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(watch.told()).toEqual([]);
    await expire(3, 4);
    await projectEvents(watch.pool);
    await watch.untilTold("opened: 4 bank connections of asset expired within an hour\\.");
    await query("UPDATE notices SET at = at - interval '2 hours' WHERE account_id > $1", [`acc_${MARK}_0`]);
    await watch.untilTold("opened", "recovered: Only 1 bank connection of asset expired within the last hour\\.");
  });
});
