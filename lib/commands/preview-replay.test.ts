import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replayInput } from "#lib/domain/api/replay-input.ts";
import type { ReplayPreview } from "#lib/domain/api/replays.ts";
import { insertBulkDeliveries, insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { beginReplay, replayOperator as operator, readPreview } from "#lib/testing/replay-test.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { startReplay } from "./start-replay.ts";

let console: TestConsole;
let asset: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await query(
    "TRUNCATE deliveries, events, bodies, requests, destinations, sources, replays, replay_previews, notices, attempts CASCADE",
  );
  asset = await insertSource(console.database.pool, "asset", "asset");
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

/** So many events, before there is a destination to take them. */
function events(count: number, type = "PLAID_A"): Promise<string[]> {
  const some = Array.from({ length: count }, () => ({ sourceId: asset, slug: "asset", type }));
  return insertEvents(console.database.pool, some);
}

const destination = (name: string, options: Parameters<typeof insertDestination>[2] = {}) =>
  insertDestination(console.database.pool, name, options);
const deliver = (id: string, status: string, condition = "true") =>
  insertBulkDeliveries(console.database.pool, id, status, condition);

describe("50,000 events", () => {
  test("are counted per destination as an independent statement counts them", async () => {
    const pool = console.database.pool;
    const ledger = await insertDestination(pool, "Ledger", { eventTypes: ["PLAID_*"] });
    const warehouse = await insertDestination(pool, "Warehouse", { sources: ["asset"] });
    await insertDestination(pool, "Elsewhere", { sources: ["abound"] });
    const type = "CASE WHEN n % 5 = 0 THEN 'TASK_REQUEST' WHEN n % 2 = 0 THEN 'PLAID_A' ELSE 'PLAID_B' END";
    await insertBulkEvents(pool, { sourceId: asset, count: 70_000, type });
    const part = (text: string) => `right(e.id::text, 1) IN (${text})`;
    await insertBulkDeliveries(pool, ledger, "succeeded", `e.type <> 'TASK_REQUEST' AND ${part("'0', '1', '2'")}`);
    await insertBulkDeliveries(pool, ledger, "dead_lettered", `e.type <> 'TASK_REQUEST' AND ${part("'3', '4'")}`);
    await insertBulkDeliveries(pool, ledger, "held", `e.type <> 'TASK_REQUEST' AND ${part("'5'")}`);
    await insertBulkDeliveries(pool, warehouse, "retry_scheduled", part("'a'"));
    const shown = await readPreview({ filter: { type: "PLAID_*", from: "-63000s", to: "-30s" } });
    const independent = await query<Record<string, unknown>>(
      `
      SELECT d.name,
        (SELECT count(*)::int FROM picked) AS events,
        (SELECT count(*)::int FROM picked WHERE id IN (SELECT event_id FROM deliveries v WHERE v.destination_id = d.id AND v.status = 'succeeded')) AS "deliveredBefore",
        (SELECT count(*)::int FROM picked WHERE id IN (SELECT event_id FROM deliveries v WHERE v.destination_id = d.id AND v.status IN ('dead_lettered', 'retry_scheduled'))) AS failed,
        (SELECT count(*)::int FROM picked WHERE id IN (SELECT event_id FROM deliveries v WHERE v.destination_id = d.id AND v.status IN ('held', 'retry_scheduled'))) AS "onTheWay"
      FROM destinations d, LATERAL (SELECT 1) x WHERE d.name IN ('Ledger', 'Warehouse') ORDER BY d.name`.replace(
        /picked/g,
        `(SELECT id FROM events WHERE left(type, 6) = 'PLAID_' AND received_at >= '${instant(shown, 63_000)}' AND received_at < '${instant(shown, 30)}') AS picked`,
      ),
    );
    expect(independent[0]).toMatchObject({ events: shown.events });
    expect(shown.events).toBeGreaterThan(50_000);
    for (const [index, row] of independent.entries()) {
      const target = shown.destinations[index];
      const { deliveredBefore, failed, events } = row as Record<string, number>;
      const neverAttempted = (events ?? 0) - (deliveredBefore ?? 0) - (failed ?? 0);
      expect(target).toMatchObject({ ...row, neverAttempted, toSend: (events ?? 0) - (deliveredBefore ?? 0) });
    }
    expect(shown.destinations).toHaveLength(2);
  }, 120_000);
});

describe("a preview", () => {
  test("counts by every delivery there was, and what would be sent with the options", async () => {
    await events(10);
    const ledger = await destination("Ledger");
    const [first, second, third, fourth] = (await query<{ id: string }>("SELECT id FROM events ORDER BY id")).map(
      ({ id }) => id,
    );
    await deliver(ledger, "dead_lettered", `e.id IN ('${first}', '${second}')`);
    await deliver(ledger, "held", `e.id = '${third}'`);
    await query(
      "INSERT INTO replays (id, event_ids, destination_ids, status, created_by) VALUES (gen_random_uuid(), '{}', '{}', 'completed', 'x')",
    );
    await query(
      `INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, webhook_id, received_at, attempt_count)
       SELECT gen_random_uuid(), e.id, e.source_id, $1, (SELECT id FROM replays), 'succeeded', e.id, e.received_at, 1
       FROM events e WHERE e.id IN ($2, $3)`,
      [ledger, second, fourth],
    );
    const counts = { events: 10, deliveredBefore: 2, failed: 1, neverAttempted: 7, onTheWay: 1, superseded: 0 };
    expect((await readPreview({ filter: {} })).destinations).toMatchObject([{ ...counts, name: "Ledger", toSend: 8 }]);
    const again = await readPreview({ filter: {}, skipDelivered: false });
    expect(again.destinations).toMatchObject([{ ...counts, toSend: 10 }]);
    expect(again.destinations[0]?.warnings).toEqual([
      "1 event still on the way to Ledger would arrive twice.",
      "Ledger has seen the webhook-id of 2 events: a receiver that drops repeated ids ignores them. Its settings can ask for new ids on replays.",
    ]);
  });

  test("names what may surprise: pause, failure, an overridden filter, deleted payloads, the same replay", async () => {
    const [one] = await events(3);
    const paused = await destination("Paused", { isPaused: true });
    const failing = await destination("Failing", { eventTypes: ["TASK_*"] });
    await query(
      "INSERT INTO destination_breakers (destination_id, state, opened_at) VALUES ($1, 'open', '2026-11-22T00:00:00Z')",
      [failing],
    );
    await query("DELETE FROM bodies WHERE event_id = $1", [one]);
    const chosen = { filter: { type: "PLAID_*" }, destinationIds: [paused, failing] };
    await beginReplay(chosen);
    const shown = await readPreview(chosen);
    expect(shown).toMatchObject({
      events: 3,
      destinations: [
        { name: "Failing", events: 2 },
        { name: "Paused", events: 2 },
      ],
    });
    expect(shown.destinations.map(({ warnings }) => warnings)).toEqual([
      [
        "Failing is failing since 2026-11-22T00:00:00.000Z: sending goes on when it answers again.",
        "Failing does not take 2 of these events by its own filter; they are sent all the same.",
      ],
      ["Paused is paused: what is replayed to it waits until it is resumed."],
    ]);
    expect(shown.warnings).toEqual([
      expect.stringContaining("operator@example.test started the same replay at"),
      "The payload of 1 event was deleted: it is left out.",
    ]);
  });

  test("tells what a newer event of the same subject superseded, and leaves it out when asked", async () => {
    const ids = await events(4);
    const ledger = await destination("Ledger");
    await query(
      `INSERT INTO notices (event_id, source_id, kind, business_id, account_id, task_types, at, is_timed, seen_at)
       SELECT e.id, e.source_id, 'account_expired', 'biz_A', CASE WHEN n < 4 THEN 'lni_1' ELSE 'lni_2' END, '{}',
         now() + n * interval '1 minute', true, now()
       FROM unnest($1::uuid[]) WITH ORDINALITY AS i (id, n) JOIN events e ON e.id = i.id`,
      [ids],
    );
    await deliver(ledger, "succeeded", `e.id = '${ids[0]}'`);
    const sums = { superseded: 2, supersededUndelivered: 1 };
    expect((await readPreview({ filter: {} })).destinations).toMatchObject([{ ...sums, toSend: 3 }]);
    expect((await readPreview({ filter: {}, skipSuperseded: true })).destinations).toMatchObject([
      { ...sums, toSend: 2 },
    ]);
    expect((await readPreview({ filter: {}, skipSuperseded: true, skipDelivered: false })).destinations).toMatchObject([
      { ...sums, toSend: 2 },
    ]);
    expect(
      await startReplay(operator, replayInput.parse({ eventIds: ids.slice(1, 2), skipSuperseded: true })),
    ).toMatchObject({
      kind: "refused",
      message: "They are superseded by newer events of the same subject; send them with skipSuperseded=false.",
    });
  });

  test("estimates by the rate, else by what the destination lately achieved, and not at all while it is paused", async () => {
    await events(100);
    const ledger = await destination("Ledger");
    const seconds = async (input: object) => (await readPreview({ filter: {}, ...input })).destinations[0]?.seconds;
    expect(await seconds({})).toBeNull();
    expect(await seconds({ rate: 10 })).toBe(10);
    await query("UPDATE destinations SET rate = 5");
    expect(await seconds({ rate: 10 })).toBe(20);
    await query("UPDATE destinations SET rate = NULL, concurrency = 2");
    await query(
      `INSERT INTO attempts (id, delivery_id, event_id, destination_id, number, trigger, fence, started_at, finished_at, outcome, duration_ms, url, request_headers)
       VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, 1, 'initial', 1, now(), now(), 'succeeded', 500, 'https://x', '[]')`,
      [ledger],
    );
    expect(await seconds({})).toBe(25);
    await query("UPDATE destinations SET paused_at = now()");
    expect(await seconds({ rate: 10 })).toBeNull();
  });
});

function instant({ upTo }: ReplayPreview, secondsBefore: number): string {
  return new Date(Date.parse(upTo) - secondsBefore * 1000).toISOString();
}
