import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { claimDeliveries } from "#lib/db/claim-deliveries.ts";
import { createPool } from "#lib/db/pool.ts";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { cpuSeconds } from "./cpu-time.ts";
import { withWorker } from "./deliver-processes.ts";
import { analyze, clearDeliveries, insertDeliveries, insertEvents } from "./deliver-rows.ts";
import type { Check, DeliverStage, StepResult } from "./deliver-step.ts";
import { quantile } from "./projector-lag.ts";
import { sampleMemory } from "./sample-memory.ts";
import { timesNoop } from "./times-noop.ts";

const DESTINATIONS = 4;
const ROOM = 16;
const CLAIMS = 200;
const WARM_UP = 10;
const WARM_UP_MS = 3_000;
const MOST_CLAIM_MS = 20;
/** What the collector leaves lying about, not what grows with the backlog. */
const MOST_GROWTH = 1.3;
const SMALL_BODY = 200;

interface ClaimRow {
  pending: number;
  claims: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  claimed: number;
  /** CPU of the session a delivery. */
  postgresMicros: number;
  /** Indexes of deliveries by which the statement finds its rows, and the tables it reads from end to end. */
  indexes: string[];
  scanned: string[];
  memory: { firstMib: number; secondMib: number };
}

/** Claiming from a million waiting deliveries, and a worker that works them off. */
export async function stepClaim(stage: DeliverStage): Promise<StepResult> {
  const { database, sink, options } = stage;
  const sourceId = await insertSource(database.pool, "abound", "backlog");
  const count = Math.ceil(options.pending / DESTINATIONS);
  await insertEvents(database.pool, { sourceId, count, bytes: SMALL_BODY });
  const destinationIds: string[] = [];
  for (let each = 0; each < DESTINATIONS; each += 1) {
    const { id: destinationId } = await insertDestination(database.pool, { url: sink.url });
    await insertDeliveries(database.pool, { sourceId, destinationId, count });
    destinationIds.push(destinationId);
  }
  await analyze(database.pool);
  const claims = await measureClaims(database.url, destinationIds);
  const memory = await withWorker(database.url, async ({ pid }) => {
    await sleep(WARM_UP_MS);
    const samples = sampleMemory(pid);
    await sleep(options.seconds * 1000);
    return halves(samples.stop());
  });
  await clearDeliveries(database.pool);
  return present({ pending: count * DESTINATIONS, ...claims, memory }, stage);
}

async function measureClaims(url: string, destinationIds: readonly string[]) {
  const pool = createPool({ url, name: "bench claims", max: 1, plans: "by_index" });
  try {
    for (let turn = 0; turn < WARM_UP; turn += 1) await claim(pool, destinationIds, turn);
    const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const pid = rows[0]?.pid ?? 0;
    const times: number[] = [];
    let claimed = 0;
    const before = cpuSeconds(pid);
    for (let turn = 0; turn < CLAIMS; turn += 1) {
      const startedAt = performance.now();
      claimed += (await claim(pool, destinationIds, turn)).length;
      times.push(performance.now() - startedAt);
    }
    const postgresMicros = ((cpuSeconds(pid) - before) * 1_000_000) / claimed;
    const plan = await explainClaim(pool, destinationIds);
    return {
      claims: times.length,
      claimed,
      postgresMicros,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      maxMs: Math.max(...times),
      indexes: namesIn(plan, /using (deliveries_\w+)/g),
      scanned: namesIn(plan, /Seq Scan on (deliveries|events|bodies\w*)/g),
    };
  } finally {
    await pool.end();
  }
}

function claim(pool: pg.Pool, destinationIds: readonly string[], turn: number) {
  const budgets = destinationIds.map((destinationId) => ({ destinationId, room: ROOM, promised: 2 }));
  return claimDeliveries(pool, { worker: "bench", workers: 1, budgets, isFreshFirst: turn % 2 === 0 });
}

/** The plan of the very statement, as the session executes it. */
async function explainClaim(pool: pg.Pool, destinationIds: readonly string[]): Promise<string> {
  await pool.query(
    "LOAD 'auto_explain'; SET auto_explain.log_level = notice; SET auto_explain.log_min_duration = 0; SET auto_explain.log_parameter_max_length = 0",
  );
  const notices: string[] = [];
  const client = await pool.connect();
  client.on("notice", ({ message }) => notices.push(message ?? ""));
  client.release();
  await claim(pool, destinationIds, 0);
  return notices.join("\n");
}

function namesIn(plan: string, pattern: RegExp): string[] {
  return [...new Set([...plan.matchAll(pattern)].map(([, name]) => name ?? ""))].sort();
}

function halves(samples: readonly number[]): ClaimRow["memory"] {
  const middle = Math.ceil(samples.length / 2);
  const peak = (part: readonly number[]) => part.reduce((most, each) => Math.max(most, each), 0);
  return { firstMib: peak(samples.slice(0, middle)), secondMib: peak(samples.slice(middle)) };
}

function present(row: ClaimRow, { noop }: DeliverStage): StepResult {
  const { firstMib, secondMib } = row.memory;
  return {
    header: ["waiting", "claims", "p50 ms", "p95 ms", "max ms", "postgres µs", "worker MiB, first half", "second half"],
    lines: [
      [
        String(row.pending),
        `${row.claims} of ${ROOM * DESTINATIONS}`,
        ...[row.p50Ms, row.p95Ms, row.maxMs].map((ms) => ms.toFixed(1)),
        row.postgresMicros.toFixed(0),
        ...[firstMib, secondMib].map((mib) => mib.toFixed(0)),
      ],
    ],
    notes: [
      `its plan reads deliveries by ${row.indexes.join(", ")}; end to end: ${row.scanned.join(", ") || "nothing"}`,
    ],
    checks: checksOf(row, noop.paced.p99Ms),
    measured: row,
  };
}

function checksOf({ pending, p95Ms, indexes, scanned, memory }: ClaimRow, noopMs: number): Check[] {
  const { firstMib, secondMib } = memory;
  return [
    {
      name: `claim with ${pending} waiting: p95 < ${MOST_CLAIM_MS} ms`,
      isMet: p95Ms < MOST_CLAIM_MS,
      measured: `${p95Ms.toFixed(1)} ms`,
      ofNoop: timesNoop(p95Ms, noopMs),
    },
    {
      name: "… by its index",
      isMet: scanned.length === 0 && indexes.includes("deliveries_due_idx"),
      measured: indexes.join(", "),
      ofNoop: "",
      isGuarantee: true,
    },
    {
      name: "… worker's memory flat",
      isMet: secondMib <= firstMib * MOST_GROWTH,
      measured: `${firstMib.toFixed(0)} then ${secondMib.toFixed(0)} MiB`,
      ofNoop: "",
      isGuarantee: true,
    },
  ];
}
