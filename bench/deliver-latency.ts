import type pg from "pg";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { withPipeline } from "./deliver-processes.ts";
import { clearDeliveries } from "./deliver-rows.ts";
import type { Check, DeliverStage, StepResult } from "./deliver-step.ts";
import { BODY_BYTES, SIGNING_SECRET } from "./deliver-traffic.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";
import { aboundRequests } from "./signed-requests.ts";
import { timesNoop } from "./times-noop.ts";
import { untilDelivered } from "./until-delivered.ts";

const RATES = [100, 500, 1_000];
export const TARGET_RATE = 500;
const MOST_MS = { p50: 10, p99: 50 };
const WARM_UP_SECONDS = 2;
/** Enough that a machine under load does not measure the queue in front of the destination. */
const CONCURRENCY = 16;

interface LatencyRow {
  rate: number;
  sentPerSecond: number;
  delivered: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** From the end of the attempt to its row: what recording adds to it. */
  recordingP50: number;
}

/** From receipt to the recorded attempt, by the times in the database, at rates that leave room. */
export async function stepLatency(stage: DeliverStage): Promise<StepResult> {
  const { database, sink } = stage;
  await insertDestination(database.pool, { url: sink.url, concurrency: CONCURRENCY });
  const rows = await withPipeline(database.url, async ({ receiver }) => {
    await sendAt(stage, receiver.port, TARGET_RATE, WARM_UP_SECONDS);
    const measured: LatencyRow[] = [];
    for (const rate of RATES) {
      const [since, sent] = await sendAt(stage, receiver.port, rate, stage.options.seconds);
      measured.push({ rate, sentPerSecond: sent.perSecond, ...(await readLatency(database.pool, since)) });
    }
    return measured;
  });
  await clearDeliveries(database.pool);
  return present(rows, stage);
}

async function sendAt(stage: DeliverStage, port: number, rate: number, seconds: number): Promise<[Date, LoadResult]> {
  const { connections } = stage.options;
  const requests = aboundRequests(stage.source.slug, SIGNING_SECRET, rate * seconds, BODY_BYTES);
  const since = new Date();
  const sent = await sendLoad({ port, requests, connections, durationMs: seconds * 1000, rate });
  await untilDelivered(stage.database.pool);
  return [since, sent];
}

async function readLatency(pool: pg.Pool, since: Date): Promise<Omit<LatencyRow, "rate" | "sentPerSecond">> {
  const { rows } = await pool.query<Omit<LatencyRow, "rate" | "sentPerSecond">>(LATENCY, [since]);
  if (rows[0] === undefined) throw new Error("no latencies");
  return rows[0];
}

function present(rows: readonly LatencyRow[], { noop }: DeliverStage): StepResult {
  const ms = (value: number) => value.toFixed(1);
  const at = rows.find(({ rate }) => rate === TARGET_RATE);
  return {
    header: ["receipt → recorded", "sent/s", "p50 ms", "p95 ms", "p99 ms", "max ms", "of it recording p50 ms"],
    lines: rows.map((row) => [
      `${row.rate} a second`,
      row.sentPerSecond.toFixed(0),
      ...[row.p50, row.p95, row.p99, row.max, row.recordingP50].map(ms),
    ]),
    checks: at === undefined ? [] : (["p50", "p99"] as const).map((name) => check(name, at[name], noop.paced)),
    measured: rows,
  };
}

function check(name: "p50" | "p99", measured: number, noop: LoadResult): Check {
  const most = MOST_MS[name];
  return {
    name: `receipt → delivered at ${TARGET_RATE}/s: ${name} ≤ ${most} ms`,
    isMet: measured <= most,
    measured: `${measured.toFixed(1)} ms`,
    ofNoop: timesNoop(measured, name === "p50" ? noop.p50Ms : noop.p99Ms),
  };
}

const LATENCY = `
WITH taken AS (
  SELECT (extract(epoch FROM d.completed_at - e.received_at) * 1000)::float8 AS ms,
    (extract(epoch FROM d.completed_at - a.finished_at) * 1000)::float8 AS recording
  FROM events e JOIN deliveries d ON d.event_id = e.id AND d.status = 'succeeded' JOIN attempts a ON a.delivery_id = d.id
  WHERE e.received_at >= $1
)
SELECT count(*)::int AS delivered, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95, percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99,
  max(ms) AS max, percentile_cont(0.5) WITHIN GROUP (ORDER BY recording) AS "recordingP50"
FROM taken`;
