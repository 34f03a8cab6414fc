import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { cpuPer, readCpu } from "./deliver-cpu.ts";
import { withPipeline } from "./deliver-processes.ts";
import { clearDeliveries } from "./deliver-rows.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { BODY_BYTES, SIGNING_SECRET } from "./deliver-traffic.ts";
import { sendLoad } from "./send-load.ts";
import { aboundRequests } from "./signed-requests.ts";

const TARGET = 3_500;
const CONCURRENCY = 64;
/** Sent and not yet delivered: so few that what is measured is the whole way and not the door alone. */
const AHEAD = 1_000;
const MOST_PER_SECOND = 9_000;
const WARM_UP_SECONDS = 2;

/** Webhooks in, stored, delivered and recorded, as many as go through all of it. */
export async function stepThroughput(stage: DeliverStage): Promise<StepResult> {
  const { database, sink, options, source } = stage;
  const seconds = options.seconds + WARM_UP_SECONDS;
  const requests = aboundRequests(source.slug, SIGNING_SECRET, MOST_PER_SECOND * seconds, BODY_BYTES);
  await insertDestination(database.pool, { url: sink.url, concurrency: CONCURRENCY });
  const row = await withPipeline(database.url, async ({ receiver, worker }) => {
    const base = sink.count();
    const limit = () => sink.count() - base + AHEAD;
    const { port } = receiver;
    const load = sendLoad({ port, requests, connections: options.connections, durationMs: seconds * 1000, limit });
    const pids = { receiver: receiver.pid, worker: worker.pid, postgres: database.pid, sink: sink.pid };
    await sleep(WARM_UP_SECONDS * 1000);
    const [before, since] = [readCpu(pids), await databaseTime(database.pool)];
    const sent = await load;
    const [after, until] = [readCpu(pids), await databaseTime(database.pool)];
    const { count, perSecond } = await countCompleted(database.pool, since, until);
    return { perSecond, count, statuses: sent.statuses, cpu: cpuPer(count, before, after) };
  });
  await clearDeliveries(database.pool);
  return present(row, stage);
}

type Row = { perSecond: number; count: number; statuses: Record<string, number>; cpu: Record<string, number> };

function present(row: Row, { noop }: DeliverStage): StepResult {
  const { perSecond, cpu } = row;
  const share = (perSecond / noop.flatOut.perSecond).toFixed(3);
  const isMet = perSecond >= TARGET;
  const processes = ["receiver", "worker", "postgres", "sink", "generator"];
  const micros = (name: string) => (cpu[name] ?? 0).toFixed(0);
  const total = Object.values(cpu).reduce((sum, each) => sum + each, 0);
  return {
    header: ["ingest + deliver + record", "events/s", "of no-op", ...processes.map((name) => `${name} µs`), "all µs"],
    lines: [["steady state", perSecond.toFixed(0), share, ...processes.map(micros), total.toFixed(0)]],
    notes: [`${CONCURRENCY} at a time; answers ${JSON.stringify(row.statuses)}`],
    checks: [
      { name: `ingest + deliver + record ≥ ${TARGET}/s`, isMet, measured: `${perSecond.toFixed(0)}/s`, ofNoop: share },
    ],
    measured: { ...row, concurrency: CONCURRENCY, ahead: AHEAD },
  };
}

async function databaseTime(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ now: string }>("SELECT clock_timestamp()::text AS now");
  return rows[0]?.now ?? "";
}

async function countCompleted(pool: pg.Pool, since: string, until: string) {
  const { rows } = await pool.query<{ count: number; seconds: number }>(
    `SELECT count(*)::int AS count, extract(epoch FROM $2::timestamptz - $1::timestamptz)::float8 AS seconds
     FROM deliveries WHERE status = 'succeeded' AND completed_at >= $1::timestamptz AND completed_at < $2::timestamptz`,
    [since, until],
  );
  const { count = 0, seconds = 1 } = rows[0] ?? {};
  return { count, perSecond: count / seconds };
}
