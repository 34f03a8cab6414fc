import { setTimeout as sleep } from "node:timers/promises";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { cpuPer, readCpu } from "./deliver-cpu.ts";
import { withWorker } from "./deliver-processes.ts";
import { analyze, clearDeliveries, insertDeliveries, insertEvents } from "./deliver-rows.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { BODY_BYTES } from "./deliver-traffic.ts";

const CONCURRENCY = 64;
const MOST_PER_SECOND = 8_000;
const WARM_UP = 3_000;

interface DrainRow {
  perSecond: number;
  delivered: number;
  cpu: Record<string, number>;
}

/** A worker alone with a backlog: what a delivery costs it and PostgreSQL. */
export async function stepDrain(stage: DeliverStage): Promise<StepResult> {
  const { database, sink, source, options } = stage;
  const count = MOST_PER_SECOND * options.seconds + WARM_UP;
  await insertEvents(database.pool, { sourceId: source.id, count, bytes: BODY_BYTES });
  const { id: destinationId } = await insertDestination(database.pool, { url: sink.url, concurrency: CONCURRENCY });
  await insertDeliveries(database.pool, { sourceId: source.id, destinationId, count });
  await analyze(database.pool);
  const row = await withWorker(database.url, ({ pid }) => measure(stage, pid, count));
  await clearDeliveries(database.pool);
  return present(row, stage);
}

async function measure({ database, sink, options }: DeliverStage, worker: number, count: number): Promise<DrainRow> {
  const base = sink.count();
  const sunk = () => sink.count() - base;
  while (sunk() < WARM_UP) await sleep(5);
  const pids = { worker, postgres: database.pid, sink: sink.pid };
  const [before, first, startedAt] = [readCpu(pids), sunk(), performance.now()];
  while (performance.now() - startedAt < options.seconds * 1000 && sunk() < count - CONCURRENCY) await sleep(20);
  const [after, delivered] = [readCpu(pids), sunk() - first];
  const perSecond = (delivered * 1000) / (performance.now() - startedAt);
  return { perSecond, delivered, cpu: cpuPer(delivered, before, after) };
}

function present(row: DrainRow, { noop }: DeliverStage): StepResult {
  const processes = ["worker", "postgres", "sink", "generator"];
  const share = (row.perSecond / noop.flatOut.perSecond).toFixed(3);
  return {
    header: ["worker alone", "deliveries/s", "of no-op", ...processes.map((name) => `${name} µs`)],
    lines: [
      ["a backlog", row.perSecond.toFixed(0), share, ...processes.map((name) => (row.cpu[name] ?? 0).toFixed(0))],
    ],
    checks: [],
    measured: row,
  };
}
