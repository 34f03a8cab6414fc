import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { replayEvent } from "./replay-event.ts";

const operator = testActor("operator");
let console: TestConsole;
let eventId: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations, sources, replays CASCADE");
  const sourceId = await insertSource(console.database.pool, "asset", "asset");
  eventId =
    (await insertEvents(console.database.pool, [{ sourceId, slug: "asset", type: "BUSINESS_CREATED" }]))[0] ?? "";
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

function replays() {
  return query(
    "SELECT d.status, d.reason, d.webhook_id, x.name FROM deliveries d JOIN destinations x ON x.id = d.destination_id ORDER BY x.name",
  );
}

test("goes to every destination that takes the event, with the same webhook-id or a new one", async () => {
  await insertDestination(console.database.pool, "a", { eventTypes: ["BUSINESS_*"] });
  await insertDestination(console.database.pool, "b", { eventTypes: ["PLAID_*"] });
  const fresh = await insertDestination(console.database.pool, "c", { sources: ["asset"] });
  await query("UPDATE destinations SET replay_webhook_id = 'new' WHERE id = $1", [fresh]);
  const outcome = await replayEvent(operator, eventId, { reason: "lost downstream" });
  expect(outcome).toMatchObject({ kind: "started", deliveries: 2, warnings: [] });
  const [a, c] = await replays();
  expect(a).toMatchObject({ name: "a", status: "pending", webhook_id: eventId });
  expect(c).toMatchObject({ name: "c", status: "pending", webhook_id: expect.not.stringMatching(eventId) });
  const [replay] = await query("SELECT total, reason, created_by FROM replays");
  expect(replay).toEqual({ total: 2, reason: "lost downstream", created_by: operator.label });
});

test("is refused with the reason when there is nowhere to send it", async () => {
  expect(await replayEvent(operator, eventId, {})).toMatchObject({
    kind: "refused",
    message: "There is no destination to send it to; create one first.",
  });
  await insertDestination(console.database.pool, "b", { eventTypes: ["PLAID_*"] });
  expect(await replayEvent(operator, eventId, {})).toMatchObject({
    kind: "refused",
    message: "No destination takes BUSINESS_CREATED from asset. Choose one, or widen its filter.",
  });
  expect(await query("SELECT 1 FROM replays")).toEqual([]);
});

test("goes to a chosen destination against its filter, with a warning, and waits for one that is paused", async () => {
  const chosen = await insertDestination(console.database.pool, "b", { eventTypes: ["PLAID_*"], isPaused: true });
  expect(await replayEvent(operator, eventId, { destinationIds: [chosen] })).toMatchObject({
    kind: "started",
    warnings: [
      "b does not take BUSINESS_CREATED from asset; it is sent all the same.",
      "b is paused; it is sent when it is resumed.",
    ],
  });
  expect(await replays()).toMatchObject([{ status: "held", reason: "destination_paused" }]);
});

test("to a deleted destination or of an unknown event is refused", async () => {
  const gone = await insertDestination(console.database.pool, "gone");
  await query("UPDATE destinations SET deleted_at = now()");
  expect(await replayEvent(operator, eventId, { destinationIds: [gone] })).toMatchObject({ field: "destinationIds" });
  expect(await replayEvent(operator, gone, {})).toMatchObject({ kind: "not_found" });
});

test("can be repeated", async () => {
  await insertDestination(console.database.pool, "a");
  await Promise.all([replayEvent(operator, eventId, {}), replayEvent(operator, eventId, {})]);
  expect(await replays()).toHaveLength(2);
});
