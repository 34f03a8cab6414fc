import { describe, expect, test } from "vitest";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { claimTest } from "#lib/testing/claim-test.ts";
import { storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { recoverAbandonedDeliveries } from "./recover-abandoned-deliveries.ts";

const db = claimTest();

describe("a worker that is gone", () => {
  test("its deliveries are due again, and the lost attempt is shown as unknown", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    await db.claim(1, { worker: "gone#12345" });
    expect(await recoverAbandonedDeliveries(db.pool)).toEqual({ pending: 1, poisoned: 0 });
    expect(await db.deliveries()).toMatchObject([{ status: "pending", attempt_count: 1, fence: 2 }]);
    const { rows } = await db.pool.query("SELECT number, outcome, error FROM attempts");
    expect(rows).toEqual([{ number: 1, outcome: "unknown", error: '{"kind":"unknown_outcome"}' }]);
    expect(await db.claim()).toMatchObject([{ attempt: 2, webhookId: (await db.deliveries())[0].event_id }]);
  });

  test("a worker without a lock keeps its deliveries until its lease ends", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    await db.claim(1, { worker: "no lock" });
    expect(await recoverAbandonedDeliveries(db.pool)).toEqual({ pending: 0, poisoned: 0 });
  });

  test("a worker whose lock is held keeps its deliveries", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const client = await db.pool.connect();
    await client.query(`SELECT pg_advisory_lock(${ADVISORY_LOCK.workerClass}, 777)`);
    await db.claim(1, { worker: "alive#777" });
    expect(await recoverAbandonedDeliveries(db.pool)).toEqual({ pending: 0, poisoned: 0 });
    client.release(true);
  });

  test("an event that stops the worker five times is dead-lettered as poisoned", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    for (let round = 1; round <= 5; round += 1) {
      await db.pool.query("UPDATE deliveries SET next_attempt_at = now()");
      expect((await db.claim(1, { worker: "gone#1" })).length).toBe(1);
      expect(await recoverAbandonedDeliveries(db.pool)).toEqual(
        round < 5 ? { pending: 1, poisoned: 0 } : { pending: 0, poisoned: 1 },
      );
    }
    expect(await db.deliveries()).toMatchObject([{ status: "dead_lettered", reason: "poisoned", attempt_count: 5 }]);
    expect(await db.claim()).toEqual([]);
  });

  test("what was lost once is due at once, what was lost more often comes back one by one and later each time", async () => {
    await storeEvents(db.pool, db.source, Array(3).fill("{}"));
    const waits: number[][] = [];
    for (let round = 1; round <= 4; round += 1) {
      await db.pool.query("UPDATE deliveries SET next_attempt_at = now() - interval '1 second'");
      expect((await db.claim(3, { worker: "gone#1" })).length).toBe(3);
      await recoverAbandonedDeliveries(db.pool);
      const { rows } = await db.pool.query<{ wait: number }>(
        "SELECT round(extract(epoch FROM next_attempt_at - updated_at) * 1000)::int AS wait FROM deliveries ORDER BY 1",
      );
      waits.push(rows.map(({ wait }) => wait));
    }
    const [once = [], ...more] = waits;
    expect(once.every((wait) => wait < 0)).toBe(true);
    expect(more).toEqual([
      [1100, 1200, 1300],
      [15_100, 15_200, 15_300],
      [45_100, 45_200, 45_300],
    ]);
  });
});
