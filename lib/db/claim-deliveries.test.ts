import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { claimTest } from "#lib/testing/claim-test.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { claimProbe } from "./breakers/claim-probe.ts";
import { closeBreaker, reopenBreaker } from "./breakers/end-probe.ts";
import { openBreaker } from "./breakers/open-breaker.ts";
import { releaseClaims } from "./release-claims.ts";

const db = claimTest();
const REPLAY = randomUUID();

describe("claiming", () => {
  test("takes what is due in the order of receipt, with all that is sent", async () => {
    const ids = await storeEvents(db.pool, db.source, ['{"n":1}', '{"n":2}', '{"n":3}'], { flags: ["late"] });
    const claimed = await db.claim();
    expect(claimed.map(({ eventId }) => eventId)).toEqual(ids);
    expect(claimed[0]).toMatchObject({
      fence: 1,
      attempt: 1,
      trigger: "initial",
      source: db.source.slug,
      type: "RESOURCE_UPDATED",
      userId: "user_1",
      flags: expect.arrayContaining(["late"]),
      webhookId: ids[0],
    });
    expect(claimed.map(({ body }) => String(body))).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect(await db.claim()).toEqual([]);
  });

  test("sends the authenticated text where it is not the raw bytes", async () => {
    await storeEvents(db.pool, db.source, ['{"a":1}'], { canonical: Buffer.from('{"a": 1}'), via: "python" });
    expect(String((await db.claim())[0]?.body)).toBe('{"a": 1}');
  });

  test("keeps to each destination's budget", async () => {
    await storeEvents(db.pool, db.source, Array(10).fill("{}"));
    expect([(await db.claim(3)).length, (await db.claim(1)).length, (await db.claim(100)).length]).toEqual([3, 1, 6]);
  });

  test("leaves out paused and deleted destinations, and paused sources except for replays", async () => {
    await storeEvents(db.pool, db.source, ["{}", "{}"]);
    await db.pool.query("UPDATE destinations SET paused_at = now()");
    expect(await db.claim()).toEqual([]);
    await db.pool.query("UPDATE destinations SET paused_at = NULL, deleted_at = now()");
    expect(await db.claim()).toEqual([]);
    await db.pool.query("UPDATE destinations SET deleted_at = NULL");
    await db.pool.query("UPDATE sources SET status = 'paused'");
    expect(await db.claim()).toEqual([]);
    const replayId = randomUUID();
    await db.pool.query(
      "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ($1, '{}', '{}', 'running', 'test')",
      [replayId],
    );
    await db.pool.query(
      "UPDATE deliveries SET replay_id = $1 WHERE id = (SELECT min(id::text)::uuid FROM deliveries)",
      [replayId],
    );
    expect((await db.claim()).map((delivery) => delivery.replayId)).toEqual([replayId]);
  });

  test("two workers never get the same delivery", async () => {
    await storeEvents(db.pool, db.source, Array(200).fill("{}"));
    const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => db.claim(40, { worker: `w${index}` })));
    const ids = claims.flat().map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([200, 200]);
  });

  test("a destination that takes fewer at a time than there are workers is served by one", async () => {
    await db.pool.query("UPDATE destinations SET concurrency = 1");
    await storeEvents(db.pool, db.source, ["{}", "{}"]);
    expect((await db.claim(1, { workers: 2 })).length).toBe(1);
    expect((await db.claim(1, { worker: "w2", workers: 2 })).length).toBe(0);
  });

  test("serves fresh events and a backlog in turn", async () => {
    await storeEvents(db.pool, db.source, Array(20).fill("{}"));
    await db.pool.query("UPDATE deliveries SET next_attempt_at = now() - interval '1 hour', received_at = received_at");
    const fresh = await storeEvents(db.pool, db.source, Array(4).fill('"fresh"'));
    const first = await db.claim(4);
    expect(first.filter(({ eventId }) => fresh.includes(eventId)).length).toBe(2);
    const single = [await db.claim(1, { isFreshFirst: true }), await db.claim(1, { isFreshFirst: false })];
    expect(single.map(([delivery]) => fresh.includes(delivery?.eventId ?? ""))).toEqual([true, false]);
  });

  test("gives replays what live work leaves, and the places that were promised to them", async () => {
    await storeEvents(db.pool, db.source, Array(30).fill("{}"));
    await db.pool.query(
      "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES ($1, '{}', '{}', 'running', 'test')",
      [REPLAY],
    );
    await db.pool.query(
      `INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at, next_attempt_at)
       SELECT gen_random_uuid(), event_id, source_id, destination_id, $1, 'pending', webhook_id, received_at, now() - interval '1 hour'
       FROM deliveries`,
      [REPLAY],
    );
    const replaysOf = async (room: number, promised: number) => {
      const budgets = [{ destinationId: db.destination.id, room, promised }];
      const claimed = await db.claim(room, { budgets });
      return [claimed.length, claimed.filter(({ replayId }) => replayId !== null).length];
    };
    expect(await replaysOf(8, 0)).toEqual([8, 0]);
    expect(await replaysOf(8, 2)).toEqual([8, 2]);
    expect(await replaysOf(20, 2)).toEqual([20, 4]);
    expect(await replaysOf(40, 5)).toEqual([24, 24]);
  });

  test("leaves a spared destination alone, whatever the worker believes, until its breaker closes", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const open = { destinationId: db.destination.id, error: "{}", failures: 10, probeInMs: 60_000 };
    expect([await openBreaker(db.pool, open), await openBreaker(db.pool, open)]).toEqual([true, false]);
    expect(await db.claim()).toEqual([]);
    const probe = { destinationId: db.destination.id, worker: "w1", workers: 1 };
    expect(await claimProbe(db.pool, probe)).toBeNull();
    await db.pool.query("UPDATE destination_breakers SET next_probe_at = now()");
    const [won, lost] = [await claimProbe(db.pool, probe), await claimProbe(db.pool, { ...probe, worker: "w2" })];
    expect([won?.probe, won?.delivery.probes, lost]).toEqual([1, 1, null]);
    expect(await closeBreaker(db.pool, { ...probe, probe: 2 })).toBe(false);
    expect(await closeBreaker(db.pool, { ...probe, probe: 1 })).toBe(true);
    await storeEvents(db.pool, db.source, ["{}"]);
    expect((await db.claim()).length).toBe(1);
  });

  test("a probe with nothing to send is not won, and one whose winner is gone may be won again", async () => {
    const probe = { destinationId: db.destination.id, worker: "w1", workers: 1 };
    await openBreaker(db.pool, { ...probe, error: "{}", failures: 10, probeInMs: 0 });
    expect(await claimProbe(db.pool, probe)).toBeNull();
    await storeEvents(db.pool, db.source, ["{}", "{}"]);
    expect(await claimProbe(db.pool, probe)).toMatchObject({ probe: 1 });
    await db.pool.query("UPDATE destination_breakers SET probing_until = now() - interval '1 second'");
    expect(await claimProbe(db.pool, probe)).toMatchObject({ probe: 2 });
    expect(await reopenBreaker(db.pool, { ...probe, probe: 1, error: null, probeInMs: 0 })).toBe(false);
  });

  test("counts the attempt, moves the fence and sets a lease beyond the time limit", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    await db.claim();
    const { rows } = await db.pool.query(
      "SELECT status, attempt_count, open_claims, fence, worker, extract(epoch FROM lease_until - now())::float8 AS lease FROM deliveries",
    );
    expect(rows[0]).toMatchObject({ status: "in_progress", attempt_count: 1, open_claims: 1, fence: 1, worker: "w1" });
    expect(rows[0].lease).toBeGreaterThan(13);
    expect(rows[0].lease).toBeLessThanOrEqual(15);
  });

  test("what was not started goes back as if it had not been claimed", async () => {
    await storeEvents(db.pool, db.source, ["{}"]);
    const [first] = await db.claim();
    await releaseClaims(db.pool, [{ id: first?.id ?? "", fence: 1 }]);
    expect(await db.deliveries()).toMatchObject([
      { status: "pending", attempt_count: 0, open_claims: 0, worker: null },
    ]);
    expect((await db.claim())[0]).toMatchObject({ fence: 2, attempt: 1 });
    await releaseClaims(db.pool, [{ id: first?.id ?? "", fence: 1 }]);
    expect(await db.deliveries()).toMatchObject([{ status: "in_progress" }]);
  });
});

test("a claim stays fast with a large backlog of another destination", async () => {
  const other = await insertDestination(db.pool, { url: "https://other.test/", sources: [db.source.slug] });
  await storeEvents(db.pool, db.source, Array(50).fill("{}"));
  await db.pool.query("ALTER TABLE deliveries DROP CONSTRAINT deliveries_replay_id_fkey");
  await db.pool.query(
    `INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at)
     SELECT gen_random_uuid(), d.event_id, d.source_id, $1, gen_random_uuid(), 'pending', d.event_id, d.received_at
     FROM deliveries d, generate_series(1, 300) WHERE d.destination_id = $2`,
    [other.id, db.destination.id],
  );
  await db.pool.query("UPDATE destinations SET paused_at = now() WHERE id = $1", [other.id]);
  const budgets = [db.destination.id, other.id].map((destinationId) => ({ destinationId, room: 10, promised: 0 }));
  const times: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const startedAt = performance.now();
    expect((await db.claim(10, { budgets })).length).toBe(10);
    times.push(performance.now() - startedAt);
  }
  expect(Math.min(...times)).toBeLessThan(30);
});
