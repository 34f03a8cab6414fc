import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELIVERY_STATUSES, isDeliveryStatus } from "#lib/domain/delivery-status.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { redeliver } from "./redeliver.ts";

const operator = testActor("operator");
const STATUSES = Object.keys(DELIVERY_STATUSES).filter(isDeliveryStatus);
let console: TestConsole;
let deliveryId: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations, sources CASCADE");
  const sourceId = await insertSource(console.database.pool, "abound", "abound");
  await insertDestination(console.database.pool, "ledger");
  await insertEvents(console.database.pool, [{ sourceId, slug: "abound" }]);
  deliveryId = (await query<{ id: string }>("SELECT id FROM deliveries"))[0]?.id ?? "";
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

async function delivery() {
  const [row] = await query(
    "SELECT status, reason, trigger, triggered_by, open_claims, next_attempt_at <= now() AS is_due FROM deliveries",
  );
  return row;
}

describe("redelivering", () => {
  test.each(STATUSES)("%s is allowed, or refused in words", async (status) => {
    await query("UPDATE deliveries SET status = $1, open_claims = 5, next_attempt_at = now() + interval '1 day'", [
      status,
    ]);
    const outcome = await redeliver(operator, deliveryId, {});
    if (["pending", "in_progress", "held"].includes(status)) {
      expect(outcome).toMatchObject({ kind: "conflict", message: expect.stringMatching(/^It .*\.$/) });
      expect(await delivery()).toMatchObject({ status });
    } else {
      expect(outcome).toEqual({ kind: "due" });
      const due = { status: "pending", reason: null, trigger: "manual", triggered_by: operator.label, open_claims: 0 };
      expect(await delivery()).toEqual({ ...due, is_due: true });
    }
  });

  test("what waits for a destination that is spared is refused with what can be done", async () => {
    await query(`INSERT INTO destination_breakers (destination_id, state, opened_at, next_probe_at)
      SELECT id, 'open', now(), now() + interval '1 minute' FROM destinations`);
    expect(await redeliver(operator, deliveryId, {})).toMatchObject({
      kind: "conflict",
      message: "It is due and waits for ledger, which keeps failing; have that tried now to send it sooner.",
    });
  });

  test("is refused while the destination is paused or after it was deleted", async () => {
    await query("UPDATE deliveries SET status = 'dead_lettered'");
    await query("UPDATE destinations SET paused_at = now()");
    expect(await redeliver(operator, deliveryId, {})).toMatchObject({
      kind: "conflict",
      message: "The destination ledger is paused; resume it first.",
    });
    await query("UPDATE destinations SET deleted_at = now()");
    expect(await redeliver(operator, deliveryId, {})).toMatchObject({ kind: "conflict" });
  });

  test("is refused while the source is paused", async () => {
    await query("UPDATE deliveries SET status = 'dead_lettered'");
    await query("UPDATE sources SET status = 'paused'");
    expect(await redeliver(operator, deliveryId, {})).toMatchObject({ kind: "conflict" });
  });

  test("by two operators at once makes one attempt due", async () => {
    await query("UPDATE deliveries SET status = 'dead_lettered'");
    const outcomes = await Promise.all([1, 2, 3].map(() => redeliver(operator, deliveryId, {})));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["conflict", "conflict", "due"]);
    const entries = await query(
      "SELECT 1 FROM audit_entries WHERE action = 'delivery.redelivered' AND target_id = $1",
      [deliveryId],
    );
    expect(entries).toHaveLength(1);
  });

  test("needs the permission", async () => {
    await expect(redeliver(testActor("viewer"), deliveryId, {})).rejects.toThrow("delivery:write");
  });
});

describe("canceling", () => {
  test.each(STATUSES)("%s is allowed, or refused in words", async (status) => {
    await query("UPDATE deliveries SET status = $1", [status]);
    const outcome = await cancelDelivery(operator, deliveryId, { reason: "wrong" });
    if (["pending", "retry_scheduled", "held"].includes(status)) {
      expect(outcome).toEqual({ kind: "canceled" });
      expect(await delivery()).toMatchObject({ status: "canceled", reason: "operator" });
    } else {
      expect(outcome).toMatchObject({ kind: "conflict", message: expect.stringMatching(/\.$/) });
      expect(await delivery()).toMatchObject({ status });
    }
  });

  test("what does not exist is not found", async () => {
    expect(await cancelDelivery(operator, "00000000-0000-7000-8000-000000000000", {})).toMatchObject({
      kind: "not_found",
    });
  });
});
