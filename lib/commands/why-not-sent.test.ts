import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { pauseGoneDestination } from "#lib/pipeline/deliver/pause-gone-destination.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { getEvent } from "#lib/queries/events/get-event.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents, type TestEvent } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { createDestination } from "./create-destination.ts";
import { deleteDestination } from "./delete-destination.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { updateDestination } from "./update-destination.ts";
import { updateSource } from "./update-source.ts";

const admin = testActor("admin");
let console: TestConsole;
let sourceId: string;

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1" });
  sourceId = await insertSource(console.database.pool, "abound", "abound", { secrets: { main: "s".repeat(32) } });
});
afterAll(async () => {
  await closeReadPool();
  await console.close();
});
beforeEach(async () => {
  await query("TRUNCATE deliveries, attempts, events, bodies, requests, destinations, destination_secrets CASCADE");
  await query("UPDATE sources SET status = 'enabled'");
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

async function create(settings: { name?: string; eventTypes?: string[]; paused?: boolean } = {}): Promise<string> {
  const outcome = await createDestination(admin, { name: "Ledger", url: "http://127.0.0.1:9/hook", ...settings });
  if (outcome.kind !== "created") throw new Error(outcome.message);
  return outcome.destination.id;
}

async function store(changes: Partial<TestEvent> = {}): Promise<string> {
  const [id = ""] = await insertEvents(console.database.pool, [
    { sourceId, slug: "abound", type: "TASK_REQUEST", ...changes },
  ]);
  return id;
}

async function view(eventId: string) {
  const event = await getEvent(admin, eventId);
  if (event === null) throw new Error("no event");
  return event;
}

/** However long this test took from one step to the next. */
const SPAN = /less than a second|\d+ seconds?/;
const reasons = async (eventId: string) =>
  (await view(eventId)).notSent.map(({ destination, reason }) => `${destination}: ${reason.replace(SPAN, "a moment")}`);
const versions = (id: string) =>
  query(
    `SELECT version, event_types AS types, is_paused AS paused, is_deleted AS deleted FROM destination_versions
     WHERE destination_id = $1 ORDER BY version`,
    [id],
  );

test("every change of a destination leaves what it took from then on, the automatic pause included", async () => {
  const id = await create({ eventTypes: ["PLAID_*"] });
  await updateDestination(admin, id, { eventTypes: [] });
  await updateDestination(admin, id, { paused: true, reason: "x" });
  await updateDestination(admin, id, { paused: false });
  await rotateSecret(admin, id, { overlapHours: 1 });
  await pauseGoneDestination(id, createLog("worker", { level: "silent" }));
  await deleteDestination(admin, id);
  const plain = { types: [], paused: false, deleted: false };
  expect(await versions(id)).toEqual([
    { ...plain, version: 1, types: ["PLAID_*"] },
    { ...plain, version: 2 },
    { ...plain, version: 3, paused: true },
    { ...plain, version: 4 },
    { ...plain, version: 5 },
    { ...plain, version: 6, paused: true },
    { ...plain, version: 7, paused: true, deleted: true },
  ]);
});

test("a change that is refused leaves no version behind", async () => {
  const id = await create();
  expect(await updateDestination(admin, id, { eventTypes: ["A"], version: 9 })).toMatchObject({ kind: "stale" });
  expect(await versions(id)).toHaveLength(1);
});

test("an event is explained by what was taken when it came, whatever was changed since", async () => {
  const ledger = await create({ eventTypes: ["PLAID_*"] });
  const eventId = await store();
  expect(await reasons(eventId)).toEqual(["Ledger: It took only PLAID_* at that time, and still does."]);
  await updateDestination(admin, ledger, { eventTypes: ["TASK_*"] });
  await create({ name: "Later" });
  expect(await reasons(eventId)).toEqual([
    "Later: It did not exist yet; it was created a moment later. A replay sends it there.",
    "Ledger: It took only PLAID_* at that time. Now it takes TASK_*; a replay sends it there.",
  ]);
  const next = await store({ type: "PLAID_X" });
  expect((await reasons(next))[0]).toContain("It took only TASK_* at that time, and still does.");
});

test("a destination that was deleted is named with when, and forgotten after a month", async () => {
  const ledger = await create({ eventTypes: ["PLAID_*"] });
  const before = await store();
  await deleteDestination(admin, ledger);
  const after = await store();
  const long = await store({ receivedAt: new Date(Date.now() + 40 * 86_400_000) });
  expect(await reasons(before)).toEqual(["Ledger: It took only PLAID_* at that time. It was deleted since."]);
  expect(await reasons(after)).toEqual(["Ledger: It was deleted a moment before."]);
  expect(await reasons(long)).toEqual([]);
});

test("what a destination took before its changes were recorded is not made up", async () => {
  const ledger = await create({ eventTypes: ["PLAID_*"] });
  await query("UPDATE destinations SET created_at = now() - interval '1 year'");
  await query("UPDATE destination_versions SET version = 4");
  const eventId = await store({ receivedAt: new Date(Date.now() - 86_400_000) });
  const [since] = await query<{ day: string }>(
    "SELECT to_char(valid_from, 'YYYY-MM-DD') AS day FROM destination_versions",
  );
  expect(await reasons(eventId)).toEqual([
    `Ledger: What it took at that time is not known: its changes are recorded since ${since?.day}. Now it takes only PLAID_*.`,
  ]);
  expect((await view(eventId)).notSent[0]).toMatchObject({ destinationId: ledger, takesItNow: false });
});

test("an event that was accepted later is explained by what was taken then", async () => {
  await create({ eventTypes: ["PLAID_*"] });
  const eventId = await store({ receivedAt: new Date(Date.now() - 86_400_000), requestId: null });
  expect((await reasons(eventId))[0]).toContain("It did not exist yet");
  await query(
    `INSERT INTO requests (id, source_id, slug, door, outcome, status, cause, received_at, event_id, accepted_later_at)
     SELECT $2, source_id, 'abound', door, 'rejected', 503, 'source_disabled', received_at, id, now() FROM events WHERE id = $1`,
    [eventId, newId()],
  );
  expect((await reasons(eventId))[0]).toContain("It took only PLAID_* at that time");
});

test("a delivery that is held, canceled or discarded tells since when, by whom and why", async () => {
  const ledger = await create();
  const pause = () => updateDestination(admin, ledger, { paused: true, reason: "month end" });
  await pause();
  const eventId = await store();
  const [held] = (await view(eventId)).notArrived;
  expect(held).toMatchObject({ status: "held", since: expect.any(String), help: "resume_destination" });
  expect(held?.reason).toContain(`Ledger is paused by ${admin.label}: month end`);
  await cancelDelivery(admin, held?.deliveryId ?? "", { reason: "sent by hand" });
  expect((await view(eventId)).notArrived[0]).toMatchObject({
    status: "canceled",
    reason: expect.stringContaining(`${admin.label} canceled it. The reason given: sent by hand`),
    help: "redeliver",
  });
  const next = await store();
  await updateDestination(admin, ledger, { paused: false, onResume: "discard" });
  expect((await view(next)).notArrived[0]).toMatchObject({
    status: "discarded",
    reason: expect.stringContaining(`${admin.label} discarded it when the pause of Ledger ended.`),
  });
  await updateSource(admin, "abound", { status: "paused", reason: "audit" });
  expect((await view(await store())).notArrived[0]).toMatchObject({
    reason: expect.stringContaining(`abound is paused by ${admin.label}: audit`),
    help: "resume_source",
  });
});
