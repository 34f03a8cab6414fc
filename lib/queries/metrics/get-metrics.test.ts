import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getMetrics } from "./get-metrics.ts";
import { MinuteCounters } from "./minute-counters.ts";

const HOSTILE = 'Ledger "} 1\\\nsignalbox_evil_total 99\n# TYPE x';
const MINUTE = 60_000;
const operator = testActor("operator");
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
let database: TestDatabase;
let asset: string;
let ledger: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  ledger = await insertDestination(database.pool, HOSTILE, { eventTypes: ["PLAID_*"] });
  const event = (type: string) => ({ sourceId: asset, slug: "asset", type });
  await insertEvents(database.pool, [event("PLAID_X"), event("PLAID_Y"), event("TASK_REQUEST")]);
});
afterAll(async () => {
  await closeReadPool();
  await database.close();
});

const SERIES = /^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? (NaN|[+-]Inf|-?[0-9.e+]+)$/;

/** Every series by its name and labels; fails on a line that a Prometheus would refuse. */
function parse(text: string): Map<string, number> {
  const series = new Map<string, number>();
  const types = new Map<string, string>();
  expect(text.endsWith("\n")).toBe(true);
  for (const line of text.slice(0, -1).split("\n")) {
    const type = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line);
    if (type) {
      expect(types.has(type[1] ?? "")).toBe(false);
      types.set(type[1] ?? "", type[2] ?? "");
    }
    if (line.startsWith("#")) continue;
    const match = SERIES.exec(line);
    if (match === null) throw new Error(`no series: ${line}`);
    const [, name = "", labels = "", value] = match;
    expect(types.has(name.replace(/_(bucket|count)$/, "")) || types.has(name)).toBe(true);
    expect(series.has(name + labels)).toBe(false);
    series.set(name + labels, Number(value));
  }
  return series;
}

const read = async (counters: MinuteCounters, at = now) => parse(await getMetrics(operator, at, counters));
const add = (table: string, columns: string, values: unknown[]) =>
  database.pool.query(
    `INSERT INTO ${table} (${columns}) VALUES (${values.map((_, index) => `$${index + 1}`).join(", ")})`,
    values,
  );

test("names of destinations stay values of labels, whatever they hold", async () => {
  const series = await read(new MinuteCounters(ago(5)));
  const name = 'Ledger \\"} 1\\\\\\nsignalbox_evil_total 99\\n# TYPE x';
  expect(series.get(`signalbox_deliveries_pending{destination="${ledger}",name="${name}"}`)).toBe(2);
  expect([...series.keys()].filter((key) => key.startsWith("signalbox_evil"))).toEqual([]);
});

test("accepted, unrouted, held and spared are what the database says", async () => {
  await database.pool.query(
    "UPDATE deliveries SET status = 'held', reason = 'source_paused' WHERE event_id = (SELECT id FROM events WHERE type = 'PLAID_X')",
  );
  await database.pool.query("INSERT INTO destination_breakers (destination_id, state) VALUES ($1, 'open')", [ledger]);
  const series = await read(new MinuteCounters(ago(5)));
  const ofLedger = (name: string, more = "") =>
    [...series].find(([key]) => key.startsWith(`${name}{destination="${ledger}"`) && key.includes(more))?.[1];
  expect(series.get('signalbox_requests_total{source="asset",outcome="accepted"}')).toBe(3);
  expect(series.get('signalbox_requests_total{source="asset",outcome="rejected"}')).toBe(0);
  expect(series.get('signalbox_unrouted_events_total{source="asset"}')).toBe(1);
  expect(ofLedger("signalbox_deliveries_held", 'reason="source_paused"')).toBe(1);
  expect(ofLedger("signalbox_deliveries_held", 'reason="destination_paused"')).toBe(0);
  expect(ofLedger("signalbox_breaker_open")).toBe(1);
  expect(series.get("signalbox_projector_behind_events")).toBe(3);
});

test("buckets of acknowledgements are cumulative and end with all of them", async () => {
  for (const [upTo, count] of [
    [100, 1],
    [2, 5],
    [10, 3],
  ]) {
    await add("ack_minutes", "minute, source_id, up_to_ms, count", [ago(1), asset, upTo, count]);
  }
  const series = await read(new MinuteCounters(ago(5)));
  const acks = [...series].filter(([key]) => key.startsWith("signalbox_ack"));
  expect(acks).toEqual([
    ['signalbox_ack_duration_seconds_bucket{source="asset",le="0.002"}', 5],
    ['signalbox_ack_duration_seconds_bucket{source="asset",le="0.01"}', 8],
    ['signalbox_ack_duration_seconds_bucket{source="asset",le="0.1"}', 9],
    ['signalbox_ack_duration_seconds_bucket{source="asset",le="+Inf"}', 9],
    ['signalbox_ack_duration_seconds_count{source="asset"}', 9],
  ]);
});

test("a counter begins with its process, and never falls while minutes become final", async () => {
  const attempts = (minute: Date, count: number) =>
    add("attempt_minutes", "minute, destination_id, outcome, count", [minute, ledger, "failed", count]);
  await attempts(ago(60), 1000);
  const counters = new MinuteCounters(ago(30));
  await attempts(ago(29), 4);
  await attempts(ago(3), 2);
  const total = async (at: Date) =>
    [...(await read(counters, at))].find(([key]) => /^signalbox_attempts_total.*failed/.test(key))?.[1];
  expect(await total(now)).toBe(6);
  const [a, b] = await Promise.all([total(ago(-20)), total(ago(-20))]);
  expect([a, b]).toEqual([6, 6]);
  await attempts(ago(-21), 1);
  expect(await total(ago(-22))).toBe(7);
  expect(await total(ago(-60))).toBe(7);
});

test("it needs the permission", async () => {
  await expect(getMetrics(testActor("viewer"), now)).rejects.toMatchObject({ code: "forbidden" });
});

test("what doors keep on disk is what their last heartbeats say", async () => {
  const spool = {
    state: "refusing",
    waiting: 37,
    bytes: 900,
    since: ago(2).toISOString(),
    setAside: 1,
    problem: "full",
  };
  const columns = "process, instance, beat_at, started_at, spool";
  await add("heartbeats", columns, ["receiver", "h:9", ago(0.3), ago(60), JSON.stringify({ ...spool, waiting: 1 })]);
  await add("heartbeats", columns, ["receiver", "h:9", ago(0.1), ago(60), JSON.stringify(spool)]);
  const series = await read(new MinuteCounters(ago(5)));
  const of = (name: string) => series.get(`signalbox_spool_${name}{process="receiver",process_instance="h:9"}`);
  expect([of("waiting_events"), of("bytes"), of("refusing"), of("set_aside")]).toEqual([37, 900, 1, 1]);
  expect(of("oldest_seconds")).toBeCloseTo(120, -1);
});
