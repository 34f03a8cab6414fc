import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { claimTest } from "#lib/testing/claim-test.ts";
import { completedAttempt } from "#lib/testing/completed-attempt.ts";
import { storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { completeDeliveries } from "./complete-deliveries.ts";
import { recoverAbandonedDeliveries } from "./deliveries/recover-abandoned-deliveries.ts";

const db = claimTest();

describe("completing", () => {
  test("records the attempt and ends the delivery", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const [delivery] = await db.claim();
    if (!delivery) throw new Error("nothing claimed");
    expect(await completeDeliveries(db.pool, [completedAttempt(delivery)])).toEqual(new Set([delivery.id]));
    expect(await db.deliveries()).toMatchObject([
      {
        status: "succeeded",
        open_claims: 0,
        lease_until: null,
        worker: null,
        last_status_code: 204,
        completed_at: expect.any(Date),
      },
    ]);
    const { rows } = await db.pool.query("SELECT *, finished_at - started_at AS took FROM attempts");
    expect(rows).toMatchObject([
      {
        delivery_id: delivery.id,
        number: 1,
        outcome: "succeeded",
        duration_ms: 12,
        response_snippet: Buffer.from("ok"),
      },
    ]);
    const minutes = await db.pool.query("SELECT outcome, count FROM attempt_minutes WHERE destination_id = $1", [
      db.destination.id,
    ]);
    expect(minutes.rows).toEqual([{ outcome: "succeeded", count: 1 }]);
  });

  test("schedules a retry by the database's clock", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const [delivery] = await db.claim();
    if (!delivery) throw new Error("nothing claimed");
    await completeDeliveries(db.pool, [
      completedAttempt(delivery, {
        next: "retry_scheduled",
        retryInMs: 300,
        outcome: "failed",
        outcomeCode: "http_5xx",
        statusCode: 500,
      }),
    ]);
    expect(await db.deliveries()).toMatchObject([
      { status: "retry_scheduled", trigger: "automatic", last_outcome: "http_5xx", completed_at: null },
    ]);
    expect(await db.claim()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await db.claim()).toMatchObject([{ attempt: 2, fence: 2, trigger: "automatic" }]);
  });

  test("C11: a result from before the lease was lost is recorded and changes nothing", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const [first] = await db.claim();
    if (!first) throw new Error("nothing claimed");
    await db.pool.query("UPDATE deliveries SET lease_until = now() - interval '1 second'");
    expect(await recoverAbandonedDeliveries(db.pool)).toEqual({ pending: 1, poisoned: 0 });
    const [second] = await db.claim(1, { worker: "w2" });
    if (!second) throw new Error("nothing claimed");
    const late = completedAttempt(first, { next: "dead_lettered", outcome: "failed", outcomeCode: "http_5xx" });
    expect(await completeDeliveries(db.pool, [late])).toEqual(new Set());
    expect(await db.deliveries()).toMatchObject([{ status: "in_progress", worker: "w2", fence: second.fence }]);
    await completeDeliveries(db.pool, [completedAttempt(second, { number: 2 })]);
    expect(await completeDeliveries(db.pool, [{ ...late, attemptId: randomUUID() }])).toEqual(new Set());
    expect(await db.deliveries()).toMatchObject([{ status: "succeeded" }]);
    const { rows } = await db.pool.query("SELECT number, outcome FROM attempts ORDER BY fence, outcome");
    expect(rows).toEqual([
      { number: 1, outcome: "failed" },
      { number: 1, outcome: "failed" },
      { number: 2, outcome: "succeeded" },
    ]);
  });
});
