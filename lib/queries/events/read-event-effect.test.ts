import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getEvent } from "./get-event.ts";

let database: TestDatabase;
let asset: string;
let ids: string[];
const actor = testActor("viewer");
const at = (time: string) => new Date(`2026-11-01T${time}Z`);

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  const about = { businessId: "biz_1", accountId: "lni_1" };
  ids = await insertEvents(database.pool, [
    assetEvent(asset, "PLAID_ACCOUNT_CONNECTED", { ...about, at: at("08:00:00") }),
    assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { ...about, at: at("09:00:00") }),
    assetEvent(asset, "PLAID_ACCOUNT_CONNECTED", { ...about, at: at("08:30:00"), receivedAt: at("10:00:00") }),
    {
      ...assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { ...about, at: at("09:00:00"), receivedAt: at("10:30:00") }),
      body: '{ "the same claim": "written differently" }',
    },
    { sourceId: asset, type: "PING", payloadJson: "{}" },
  ]);
  await projectEvents(database.pool);
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function effectOf(id = "") {
  const event = await getEvent(actor, id);
  if (event === null) throw new Error(`no event ${id}`);
  return { ...event.effect, probableRetries: event.probableRetries };
}

test("an event tells what it changed and that a later one took its place", async () => {
  const effect = await effectOf(ids[0]);
  expect(effect).toMatchObject({
    projection: "projected",
    parkedError: null,
    state: {
      subject: "connection",
      subjectId: "lni_1",
      businessId: "biz_1",
      arrival: { kind: "changed", from: null, to: "connected" },
      standing: { kind: "superseded" },
    },
  });
  expect(effect.state?.decidedBy).toContain(ids[1]);
  expect(effect.says).toContain("Connection lni_1");
});

test("an event that arrived out of order names the one that had decided", async () => {
  expect((await effectOf(ids[2])).state?.arrival).toMatchObject({ kind: "out_of_order", decidedBy: ids[1] });
});

test("the same claim under another id is listed on both sides as a probable retry", async () => {
  expect((await effectOf(ids[1])).probableRetries).toMatchObject([
    { eventId: ids[3], isEarlier: false, isSameBody: false, receivedAt: "2026-11-01T10:30:00.000Z" },
  ]);
  expect((await effectOf(ids[3])).probableRetries).toMatchObject([{ eventId: ids[1], isEarlier: true }]);
  expect((await effectOf(ids[0])).probableRetries).toEqual([]);
});

test("an event that names nobody is no part of the state", async () => {
  expect(await effectOf(ids[4])).toMatchObject({
    projection: "none",
    state: null,
    says: expect.stringContaining("nothing"),
  });
});

test("an event that the projector has not reached is pending, one that it put aside parked", async () => {
  const [id = ""] = await insertEvents(database.pool, [
    assetEvent(asset, "BUSINESS_CREATED", { businessId: "biz_2", at: at("11:00:00") }),
  ]);
  expect(await effectOf(id)).toMatchObject({ projection: "pending", state: null });
  await database.pool.query("INSERT INTO parked_events (event_id, error) VALUES ($1, 'it broke')", [id]);
  expect(await effectOf(id)).toMatchObject({ projection: "parked", parkedError: "it broke" });
});
