import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settleStrandedDeliveries } from "#lib/db/deliveries/settle-stranded-deliveries.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { createSource } from "./create-source.ts";
import { replayEvent } from "./replay-event.ts";
import { updateSource } from "./update-source.ts";

const SECRET = "a signing secret of more than thirty-two";
const admin = testActor("admin");
const operator = testActor("operator");
let console: TestConsole;
let slug: string;
let sourceId: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations, destination_secrets CASCADE");
  const created = await createSource(admin, {
    provider: "abound",
    name: "Abound",
    environment: "sandbox",
    secrets: [{ label: "first", value: SECRET }],
  });
  if (created.kind !== "created") throw new Error(created.message);
  slug = created.slug;
  sourceId = await scalar("SELECT id AS value FROM sources WHERE slug = $1", [slug]);
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

async function scalar<T>(sql: string, values: unknown[] = []): Promise<T> {
  const [row] = await query<{ value: T }>(sql, values);
  if (row === undefined) throw new Error("no row");
  return row.value;
}

function store(count: number, receivedAt = new Date()) {
  return insertEvents(
    console.database.pool,
    Array.from({ length: count }, (_, index) => ({
      sourceId,
      slug,
      receivedAt: new Date(receivedAt.getTime() + index),
    })),
  );
}

function deliveries() {
  return query<{ status: string; reason: string | null; event_id: string; trigger: string }>(
    "SELECT status, reason, event_id, trigger FROM deliveries ORDER BY next_attempt_at, id",
  );
}

const pause = (version?: number) => updateSource(operator, slug, { status: "paused", reason: "maintenance", version });
const enable = (onResume?: "deliver" | "discard") =>
  updateSource(operator, slug, { status: "enabled", reason: "done", onResume });

describe("pausing", () => {
  test("holds what is queued and what arrives, and counts both", async () => {
    await insertDestination(console.database.pool, "ledger");
    await store(2);
    const outcome = await pause();
    await store(3);
    expect(outcome).toMatchObject({ kind: "updated", moved: { held: 2 } });
    expect(await deliveries()).toEqual(
      Array.from({ length: 5 }, () => expect.objectContaining({ status: "held", reason: "source_paused" })),
    );
  });

  test("leaves replays alone", async () => {
    await insertDestination(console.database.pool, "ledger");
    const [eventId = ""] = await store(1);
    await pause();
    expect(await replayEvent(operator, eventId, {})).toMatchObject({ kind: "started", deliveries: 1 });
    expect((await deliveries()).map(({ status, trigger }) => [trigger, status]).sort()).toEqual([
      ["initial", "held"],
      ["replay", "pending"],
    ]);
  });

  test("A28: of two operators with the same version one is refused", async () => {
    const outcomes = await Promise.all([pause(1), pause(1)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["stale", "updated"]);
    const entries = await query("SELECT 1 FROM audit_entries WHERE action = 'source.paused' AND target_id = $1", [
      slug,
    ]);
    expect(entries).toHaveLength(1);
  });

  test("is undone when its audit entry cannot be written", async () => {
    await insertDestination(console.database.pool, "ledger");
    await store(1);
    await query(`CREATE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
      CREATE TRIGGER refuse_audit BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_audit()`);
    try {
      await expect(pause()).rejects.toThrow();
    } finally {
      await query("DROP TRIGGER refuse_audit ON audit_entries; DROP FUNCTION refuse_audit");
    }
    expect(await scalar("SELECT status AS value FROM sources WHERE slug = $1", [slug])).toBe("enabled");
    expect(await deliveries()).toMatchObject([{ status: "pending" }]);
  });
});

describe("resuming", () => {
  test("makes everything due in the order of receipt", async () => {
    await insertDestination(console.database.pool, "ledger");
    await pause();
    const later = await store(2, new Date("2026-01-02T00:00:00Z"));
    const earlier = await store(2, new Date("2026-01-01T00:00:00Z"));
    expect(await enable()).toMatchObject({ moved: { delivered: 4, held: 0, discarded: 0 } });
    const due = await deliveries();
    expect(due.map((delivery) => delivery.event_id)).toEqual([...earlier, ...later]);
    expect(new Set(due.map(({ status, trigger }) => `${status} ${trigger}`))).toEqual(new Set(["pending resume"]));
  });

  test("can discard instead, visibly", async () => {
    await insertDestination(console.database.pool, "ledger");
    await pause();
    await store(2);
    expect(await enable("discard")).toMatchObject({ moved: { delivered: 0, discarded: 2 } });
    expect(await deliveries()).toMatchObject([
      { status: "discarded", reason: "source_paused" },
      { status: "discarded", reason: "source_paused" },
    ]);
  });

  test("discards also what a failed attempt put back into the queue during the pause", async () => {
    await insertDestination(console.database.pool, "ledger");
    await store(1);
    await query("UPDATE deliveries SET status = 'in_progress'");
    await pause();
    await query("UPDATE deliveries SET status = 'retry_scheduled'");
    expect(await enable("discard")).toMatchObject({ moved: { discarded: 1 } });
    await store(1);
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(["discarded", "pending"]);
  });

  test("goes on holding for a destination that is paused itself", async () => {
    await insertDestination(console.database.pool, "ledger", { isPaused: true });
    await pause();
    await store(1);
    expect(await enable()).toMatchObject({ moved: { delivered: 0, held: 1 } });
    expect(await deliveries()).toMatchObject([{ status: "held", reason: "destination_paused" }]);
  });

  test("R61: leaves nothing held, however events arrive meanwhile", async () => {
    await insertDestination(console.database.pool, "ledger");
    let isRunning = true;
    const doors = [0, 1, 2].map(async () => {
      for (let stored = 0; ; stored += 1) {
        if (!isRunning) return stored;
        await store(1);
      }
    });
    for (let round = 0; round < 12; round += 1) {
      expect(await pause()).toMatchObject({ kind: "updated" });
      expect(await enable()).toMatchObject({ kind: "updated" });
    }
    isRunning = false;
    const stored = (await Promise.all(doors)).reduce((sum, count) => sum + count, 0);
    const states = (await deliveries()).map(({ status }) => status);
    expect(stored).toBeGreaterThan(12);
    expect(states).toEqual(Array.from({ length: stored }, () => "pending"));
    expect(await settleStrandedDeliveries(console.database.pool)).toBe(0);
  });
});

test("an operator may switch a source but not change its settings, and a viewer neither", async () => {
  await expect(updateSource(operator, slug, { name: "Other" })).rejects.toThrow("source:write");
  const viewer = testActor("viewer");
  await expect(updateSource(viewer, slug, { status: "paused", reason: "x" })).rejects.toThrow("source:toggle");
});
