import { createHash } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { insertDestination, insertSource, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { recordAttempt } from "#lib/testing/record-attempt.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import type { SinkMemory } from "./crash-sink.ts";
import { Ledger } from "./ledger.ts";
import { judge, type Verdict } from "./verdict.ts";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query(
    "TRUNCATE deliveries, attempts, attempt_minutes, request_minutes, events, bodies, requests, destinations, sources CASCADE",
  );
  world = await openWorld(database.pool);
});

test("a webhook that was acknowledged, stored and delivered once is no fault", async () => {
  expect(await faults()).toEqual({});
});

test("a webhook that was acknowledged twice and stored once is lost in the counting", async () => {
  acknowledge(world.ledger, world.key, world.body);
  expect(await faults()).toEqual({ uncountedRequests: 1 });
});

test("what was acknowledged and not stored is lost", async () => {
  acknowledge(world.ledger, "another", "{}");
  expect(await faults()).toEqual({ lost: 1 });
});

test("what was stored with other bytes than were sent is lost", async () => {
  await database.pool.query("UPDATE bodies SET raw = 'other', canonical = $1", [Buffer.from(world.body)]);
  expect(await faults()).toEqual({ lost: 1 });
});

test("what the sink answered and did not process is not delivered", async () => {
  Object.assign(world.memory[0] ?? {}, { processed: 0 });
  expect(await faults()).toEqual({ undelivered: 1 });
});

test("what the sink never saw is not delivered", async () => {
  world.memory.pop();
  expect(await faults()).toEqual({ undelivered: 1 });
});

test("a stored event without its deliveries is seen", async () => {
  const [at] = world.destinations.keys();
  await database.pool.query("DELETE FROM attempts WHERE destination_id = $1", [at]);
  await database.pool.query("DELETE FROM attempt_minutes WHERE destination_id = $1", [at]);
  await database.pool.query("DELETE FROM deliveries WHERE destination_id = $1", [at]);
  expect(await faults()).toEqual({ withoutDeliveries: 1, hiddenAttempts: 1 });
});

test("deliveries that wait or were given up are seen", async () => {
  const [first, second] = world.destinations.keys();
  await database.pool.query("UPDATE deliveries SET status = 'pending' WHERE destination_id = $1", [first]);
  await database.pool.query("UPDATE deliveries SET status = 'dead_lettered' WHERE destination_id = $1", [second]);
  expect(await faults()).toEqual({ unfinished: 1, deadLettered: 1 });
});

test("what was delivered and is not stored is seen", async () => {
  world.memory.push({ path: "/first", webhookId: newId(), seen: 1, processed: 1, bodyHashes: [] });
  expect(await faults()).toEqual({ invented: 1 });
});

test("a delivery with another body is seen", async () => {
  world.memory[0]?.bodyHashes.push(hashOf("something else"));
  expect(await faults()).toEqual({ altered: 1 });
});

test("a webhook that is stored again under its own number is seen", async () => {
  const again = { providerKey: `${world.key}#2` };
  const [id = ""] = await storeEvents(database.pool, world.source, [world.body], again);
  await deliver(world, id);
  expect(await faults()).toMatchObject({ doubled: 1 });
});

test("a request of the sink that is no attempt of ours is seen", async () => {
  Object.assign(world.memory[0] ?? {}, { seen: 2 });
  expect(await faults()).toEqual({ hiddenAttempts: 1 });
});

test("an attempt that was counted and is not shown is seen", async () => {
  await database.pool.query("UPDATE deliveries SET attempt_count = 2");
  expect(await faults()).toEqual({ hiddenAttempts: 2 });
});

test("a duplicate without its request, or that nobody sent, is seen", async () => {
  await database.pool.query("UPDATE events SET duplicates = 1");
  expect(await faults()).toEqual({ wrongDuplicates: 1 });
});

test("an event whose first request nothing tells of, or both its own row and a request's, is seen", async () => {
  await database.pool.query("UPDATE events SET body_size = NULL");
  expect(await faults()).toEqual({ uncountedRequests: 1, wrongDuplicates: 1 });
  await database.pool.query(
    `INSERT INTO requests (id, source_id, slug, door, outcome, status, received_at, event_id)
     SELECT id, source_id, '', door, 'accepted', 200, received_at, id FROM events`,
  );
  expect(await faults()).toEqual({});
  await database.pool.query("UPDATE events SET body_size = 2");
  expect(await faults()).toEqual({ uncountedRequests: 1, wrongDuplicates: 1 });
});

test("counts by minute that are not what is stored are seen", async () => {
  await database.pool.query("UPDATE request_minutes SET count = count + 1");
  await database.pool.query("UPDATE attempt_minutes SET count = count + 1");
  expect(await faults()).toEqual({ wrongMinutes: 3 });
});

interface World {
  source: { id: string; slug: string };
  destinations: Map<string, string>;
  ledger: Ledger;
  memory: SinkMemory[];
  key: string;
  body: string;
}

/** One webhook that went the whole way, to two destinations. */
async function openWorld(pool: pg.Pool): Promise<World> {
  const source = await insertSource(pool);
  const destinations = new Map<string, string>();
  for (const at of ["/first", "/second"]) destinations.set((await insertDestination(pool, { url: at })).id, at);
  const [key, body] = [newId(), '{"is":"a webhook"}'];
  const made = { source, destinations, ledger: new Ledger(), memory: [], key, body };
  acknowledge(made.ledger, key, body);
  const [id = ""] = await storeEvents(pool, source, [body], { providerKey: key });
  await deliver(made, id);
  return made;
}

function acknowledge(ledger: Ledger, key: string, body: string): void {
  const webhook = { key, slug: "", headers: {}, body: Buffer.from(body), bodyHash: hashOf(body) };
  ledger.noteTry(webhook);
  ledger.noteAnswer(webhook, "200", 1);
}

async function deliver({ memory, destinations, body }: World, eventId: string): Promise<void> {
  const { rows } = await database.pool.query("SELECT id FROM deliveries WHERE event_id = $1", [eventId]);
  for (const { id } of rows) await recordAttempt(database.pool, id);
  for (const path of destinations.values()) {
    memory.push({ path, webhookId: eventId, seen: 1, processed: 1, bodyHashes: [hashOf(body)] });
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What is not 0. */
async function faults(): Promise<Partial<Verdict>> {
  const { pool } = database;
  const sink = { recall: () => Promise.resolve(world.memory) };
  const { verdict } = await judge({ pool, sink, destinations: world.destinations }, world.ledger);
  return Object.fromEntries(Object.entries(verdict).filter(([, count]) => count !== 0));
}
