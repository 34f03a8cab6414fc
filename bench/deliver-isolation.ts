import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "#lib/platform/free-port.ts";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { type BenchSide, openSide } from "./bench-side.ts";
import { analyze, insertDeliveries, insertEvents } from "./deliver-rows.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { quantile } from "./projector-lag.ts";
import { timesNoop } from "./times-noop.ts";

const RATE = 300;
const WINDOWS = 3;
const SETTLE_MS = 1_000;
const MOST_RATIO = 1.2;
const DEAD_TIMEOUT_MS = 2_000;
const SMALL_BODY = 200;

interface IsolationRow {
  name: string;
  alone: Spread;
  beside: Spread;
  /** Windows in turn, so that what the machine does meanwhile falls on both sides. */
  windows: { side: "alone" | "beside"; p99: number; count: number }[];
  attempts: number;
}

interface Spread {
  count: number;
  p50: number;
  p99: number;
}

/**
 * A healthy destination with and without a dead one beside it that has a long backlog: two databases of one cluster,
 * each with a receiver and a worker, of which one works at a time while the other one's worker is stopped.
 */
export async function stepIsolation(stage: DeliverStage): Promise<StepResult> {
  const { database, sink, options } = stage;
  const alone = await openSide(database, "isolation_alone", sink.url);
  const beside = await openSide(database, "isolation_beside", sink.url);
  const dead = await insertDestination(beside.pool, {
    url: sink.url,
    eventTypes: ["bench.stored"],
    retrySchedule: [60, 300, 1_800],
    timeoutMs: DEAD_TIMEOUT_MS,
  });
  const backlog = { sourceId: beside.source.id, count: options.backlog };
  await insertEvents(beside.pool, { ...backlog, bytes: SMALL_BODY });
  await insertDeliveries(beside.pool, { ...backlog, destinationId: dead.id });
  await analyze(beside.pool);
  const variants = { "refuses connections": `http://127.0.0.1:${await findFreePort()}/`, hangs: `${sink.url}/hang` };
  const rows: IsolationRow[] = [];
  for (const [name, url] of Object.entries(variants)) {
    await beside.pool.query("UPDATE destinations SET url = $2, version = version + 1 WHERE id = $1", [dead.id, url]);
    await beside.pool.query("TRUNCATE destination_breakers");
    rows.push(await measure(name, { alone, beside }, dead.id, options.seconds));
  }
  return present(rows, stage);
}

type Sides = { alone: BenchSide; beside: BenchSide };

async function measure(name: string, sides: Sides, deadId: string, seconds: number): Promise<IsolationRow> {
  const times = { alone: [] as number[], beside: [] as number[] };
  const windows: IsolationRow["windows"] = [];
  const since = new Date();
  await sides.alone.start();
  await sides.beside.start();
  try {
    for (let turn = 0; turn < WINDOWS * 2; turn += 1) {
      const side = turn % 2 === 0 ? "alone" : "beside";
      const measured = await measureWindow(sides[side], seconds);
      times[side].push(...measured);
      windows.push({ side, p99: quantile(measured, 0.99), count: measured.length });
    }
  } finally {
    await sides.alone.stop();
    await sides.beside.stop();
  }
  const attempts = await sides.beside.countAttempts(deadId, since);
  return { name, alone: spreadOf(times.alone), beside: spreadOf(times.beside), windows, attempts };
}

/** Latencies of the healthy destination while this side alone works. */
async function measureWindow(side: BenchSide, seconds: number): Promise<number[]> {
  side.goOn();
  const settled = side.send(RATE, SETTLE_MS / 1000);
  await settled;
  const since = new Date();
  await side.send(RATE, Math.ceil(seconds / 2));
  await sleep(SETTLE_MS / 2);
  const measured = await side.readLatencies(since);
  side.hold();
  return measured;
}

function spreadOf(times: readonly number[]): Spread {
  return { count: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function present(rows: readonly IsolationRow[], { options, noop }: DeliverStage): StepResult {
  const ms = (value: number) => value.toFixed(1);
  const ratio = (row: IsolationRow) => row.beside.p99 / row.alone.p99;
  return {
    header: ["the dead one", "alone p50", "beside p50", "alone p99", "beside p99", "p99 ratio", "attempts at it"],
    lines: rows.map((row) => [
      row.name,
      ...[row.alone.p50, row.beside.p50, row.alone.p99, row.beside.p99].map(ms),
      ratio(row).toFixed(2),
      String(row.attempts),
    ]),
    notes: [
      `healthy at ${RATE}/s in ${WINDOWS} windows of each kind in turn; ${options.backlog} wait for the dead one`,
    ],
    checks: rows.map((row) => ({
      name: `a dead destination (${row.name}) with ${options.backlog} waiting: the other's p99 within + 20 %`,
      isMet: ratio(row) <= MOST_RATIO,
      measured: `${ms(row.beside.p99)} ms, ${ratio(row).toFixed(2)} of ${ms(row.alone.p99)} ms without it`,
      ofNoop: timesNoop(row.beside.p99, noop.paced.p99Ms),
    })),
    measured: rows,
  };
}
