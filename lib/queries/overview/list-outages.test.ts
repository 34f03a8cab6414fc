import { afterAll, beforeAll, expect, test } from "vitest";
import { writePastHeartbeats } from "#lib/db/demo/write-past-heartbeats.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { countExpirations } from "#lib/queries/state/count-expirations.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { listOutages } from "./list-outages.ts";
import { readOverviewSources } from "./overview-sources.ts";

let database: TestDatabase;
let asset: string;
const actor = testActor("viewer");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = new Date();
const ago = (ms: number) => new Date(now.getTime() - ms);

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.SIGNALBOX_SECRET = "a-test-installation-secret-of-enough-length";
  asset = await insertSource(database.pool, "asset", "asset");
  // The receiver was down from ten to nine hours ago, the console from half past nine, and the worker is down now.
  await writePastHeartbeats(database.pool, [
    { process: "receiver", from: ago(20 * HOUR), to: ago(10 * HOUR) },
    { process: "receiver", from: ago(9 * HOUR), to: now },
    { process: "console", from: ago(20 * HOUR), to: ago(9.5 * HOUR) },
    { process: "console", from: ago(8 * HOUR), to: now },
    { process: "worker", from: ago(20 * HOUR), to: ago(2 * MINUTE) },
  ]);
  const expired = (businessId: string, at: Date) =>
    assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { businessId, accountId: `lni_${at.getTime()}`, at });
  await insertEvents(database.pool, [
    expired("biz_long_before", ago(12 * HOUR)),
    expired("biz_before", ago(10.5 * HOUR)),
    expired("biz_before", ago(10.4 * HOUR)),
    expired("biz_after", ago(8.5 * HOUR)),
    expired("biz_late", ago(7.9 * HOUR)),
  ]);
  await projectEvents(database.pool);
});

afterAll(async () => {
  await closeReadPool();
  await database.close();
});

async function countMinutes(minute: Date, count: number, outcome = "accepted") {
  await database.pool.query(
    `INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count) VALUES (date_trunc('minute', $1::timestamptz), $2, 'TASK_REQUEST', $3, 0, $4)`,
    [minute, asset, outcome, count],
  );
}

test("every gap of a process is listed, newest first, with the time in which no door was up", async () => {
  const { data } = await listOutages(actor, now);
  expect(data.map(({ process, isDoorUp }) => [process, isDoorUp])).toEqual([
    ["worker", true],
    ["console", false],
    ["receiver", false],
  ]);
  const [worker, console, receiver] = data;
  expect(worker?.to).toBeNull();
  expect(Date.parse(receiver?.from ?? "")).toBeCloseTo(+ago(10 * HOUR), -4);
  expect(Date.parse(receiver?.to ?? "")).toBeCloseTo(+ago(9 * HOUR), -4);
  for (const outage of [console, receiver]) expect(outage?.secondsWithoutDoor).toBeCloseTo(1800, -2);
});

test("an outage names the businesses that were active within an hour of it, the busiest first", async () => {
  const outage = (await listOutages(actor, now)).data[2];
  expect(outage?.businesses).toMatchObject({ count: 2, isCut: false });
  expect(outage?.businesses.first.map(({ id }) => id)).toEqual(["biz_before", "biz_after"]);
});

test("what arrived meanwhile stands beside what arrived in the same minutes a week before", async () => {
  await countMinutes(ago(9.5 * HOUR + 5 * MINUTE), 3);
  await countMinutes(ago(9.5 * HOUR + 7 * 24 * HOUR), 40);
  await countMinutes(ago(9.4 * HOUR + 7 * 24 * HOUR), 2, "rejected");
  await countMinutes(ago(8.5 * HOUR + 7 * 24 * HOUR), 99);
  expect((await listOutages(actor, now)).data[2]).toMatchObject({ received: 3, usually: 40 });
});

test("a restart within 30 seconds is no outage", async () => {
  await writePastHeartbeats(database.pool, [
    { process: "receiver", from: ago(60 * HOUR), to: ago(59 * HOUR + 29_000) },
    { process: "receiver", from: ago(59 * HOUR), to: ago(20 * HOUR) },
  ]);
  expect((await listOutages(actor, now)).data).toHaveLength(3);
});

test("expiries are counted by the hour in which they began, with the businesses they hit", async () => {
  const { step, until, counts } = await countExpirations(actor, { expired: "24h" }, now);
  expect([step, until, counts.length]).toEqual(["hour", null, 25]);
  const sum = counts.reduce((total, { expirations }) => total + expirations, 0);
  expect(sum).toBe(5);
  const own = counts.find(({ from }) => Date.parse(from) === Math.floor(+ago(12 * HOUR) / HOUR) * HOUR);
  expect(own).toMatchObject({ expirations: 1, businesses: 1 });
  const elsewhere = await countExpirations(actor, { expired: "24h", source: "nobody" }, now);
  expect(elsewhere.counts.every(({ expirations }) => expirations === 0)).toBe(true);
});

test("expiries of a week are counted by the day, those of yesterday by its 24 hours", async () => {
  const week = await countExpirations(actor, { expired: "7d" }, now);
  expect([week.step, week.counts.length]).toEqual(["day", 8]);
  expect(week.counts.reduce((total, { expirations }) => total + expirations, 0)).toBe(5);
  const tomorrow = new Date(now.getTime() + 24 * HOUR);
  const [today, yesterday] = [
    await countExpirations(actor, { expired: "today" }, now),
    await countExpirations(actor, { expired: "yesterday" }, tomorrow),
  ];
  const day = now.toISOString().slice(0, 10);
  expect([yesterday.counts.length, yesterday.until]).toEqual([
    24,
    `${tomorrow.toISOString().slice(0, 10)}T00:00:00.000Z`,
  ]);
  for (const { step, counts } of [today, yesterday]) {
    expect([step, counts[0]?.from]).toEqual(["hour", `${day}T00:00:00.000Z`]);
  }
  expect(yesterday.counts.slice(0, today.counts.length)).toEqual(today.counts);
});

test("an expiry that merely repeats the one before is not counted again", async () => {
  const again = (ms: number) =>
    assetEvent(asset, "PLAID_ACCOUNT_EXPIRED", { businessId: "biz_again", accountId: "lni_again", at: ago(ms) });
  await insertEvents(database.pool, [again(3 * HOUR), again(2 * HOUR)]);
  await projectEvents(database.pool);
  const { counts } = await countExpirations(actor, { expired: "24h" }, now);
  expect(counts.reduce((total, { expirations }) => total + expirations, 0)).toBe(6);
});

test("a source's hour stands beside the same hour of last week, once it is that old", async () => {
  const { pool } = database;
  await insertSource(pool, "asset", "young");
  await pool.query("DELETE FROM request_minutes");
  await countMinutes(now, 7);
  await countMinutes(ago(7 * 24 * HOUR), 5);
  await countMinutes(ago(8 * 24 * HOUR), 1);
  const sources = await readOverviewSources(undefined, now);
  const shown = sources.map(({ slug, thisHour, sameHourLastWeek }) => ({ slug, thisHour, sameHourLastWeek }));
  expect(shown).toContainEqual({ slug: "asset", thisHour: 7, sameHourLastWeek: 5 });
  expect(shown).toContainEqual({ slug: "young", thisHour: 0, sameHourLastWeek: null });
});

test("more than fifty gaps are not listed, and the answer says so", async () => {
  expect((await listOutages(actor, now)).isCut).toBe(false);
  const spans = Array.from({ length: 52 }, (_, index) => ({
    process: "worker" as const,
    from: ago(100 * HOUR + index * MINUTE),
    to: ago(100 * HOUR + index * MINUTE - 10_000),
  }));
  await writePastHeartbeats(database.pool, spans);
  const { data, isCut } = await listOutages(actor, now);
  expect([data.length, isCut]).toEqual([50, true]);
});

test("a process that ran on without the database is told from one that was down", async () => {
  await database.pool.query("TRUNCATE heartbeats");
  const beat = (at: Date, unwrittenSince: Date | null) =>
    database.pool.query(
      "INSERT INTO heartbeats (process, instance, beat_at, started_at, unwritten_since) VALUES ('receiver', 'h:1', $1, $2, $3)",
      [at, ago(50 * HOUR), unwrittenSince],
    );
  await beat(ago(40 * HOUR), null);
  await beat(ago(39 * HOUR), new Date(+ago(40 * HOUR) + 9_000));
  // It slept as well, and found the database away only when it woke.
  await beat(ago(38 * HOUR), new Date(+ago(38 * HOUR) - 1_000));
  const { data } = await listOutages(actor, now);
  const [lasting, asleep, cutOff] = data;
  expect(data).toHaveLength(3);
  expect(cutOff).toMatchObject({ wasCutOff: true, isDoorUp: true, secondsWithoutDoor: 0 });
  for (const gap of [lasting, asleep]) expect(gap).toMatchObject({ wasCutOff: false, isDoorUp: false });
});
