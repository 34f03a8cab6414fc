import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { runCli } from "#lib/testing/run-cli.ts";
import { leastKills } from "./crash-checks.ts";
import { CrashCluster } from "./crash-database.ts";
import type { CrashMode } from "./crash-mode.ts";
import { type CrashStage, openStage, withQuietProcesses } from "./crash-stage.ts";
import { drain } from "./drain.ts";
import { type CrashRun, type Progress, runCrash } from "./run-crash.ts";
import { readSpoolRemains, type SpoolRemains } from "./spool-remains.ts";
import { judge, type Measured, type Verdict } from "./verdict.ts";

export interface CrashResult {
  mode: CrashMode;
  run: CrashRun;
  verdict: Verdict;
  measured: Measured;
  hasDrained: boolean;
  spool: SpoolRemains;
  /** What `rebuild` says: `same` when the state equals a recompute. */
  rebuilt: string;
}

export interface CrashPlan {
  mode: CrashMode;
  seconds: number;
}

/** A control that loses this many has shown enough. */
const ENOUGH = 3;
const MOST_TIMES = 3;
/** By then every acknowledged webhook is where it should be, if it ever will. */
const SETTLED_MS = 3000;

/** One run after the other on one PostgreSQL, each with a database of its own; logs stay only where something was wrong. */
export async function runCrashPlans(
  plans: readonly CrashPlan[],
  seed: string,
  onResult: (result: CrashResult) => boolean,
): Promise<void> {
  const root = mkdtempSync(path.join(os.tmpdir(), "signalbox-crash-logs-"));
  const cluster = await CrashCluster.start();
  let isClean = false;
  try {
    const verdicts: boolean[] = [];
    for (const plan of plans) verdicts.push(onResult(await runPlan(cluster, plan, root, seed)));
    isClean = verdicts.every(Boolean);
  } finally {
    await cluster.close();
    if (isClean) rmSync(root, { recursive: true, force: true });
    else process.stderr.write(`The processes' logs are in ${root}\n`);
  }
}

async function runPlan(cluster: CrashCluster, { mode, seconds }: CrashPlan, root: string, seed: string) {
  const stage = await openStage(cluster, mode, root, seed);
  try {
    const isOver = mode.flaw === null ? isThorough(seconds) : isSeenToLose(seconds, stage.pool);
    const run = await runCrash({ stage, seed, isOver });
    return await withQuietProcesses(stage.plan, () => conclude(stage, mode, run));
  } finally {
    await stage.close();
  }
}

async function conclude(stage: CrashStage, mode: CrashMode, run: CrashRun): Promise<CrashResult> {
  const directory = stage.volume.directory;
  const hasDrained = await drain(stage.pool, () => readSpoolRemains(directory).bytes);
  const spool = readSpoolRemains(directory);
  const rebuilt = mode.flaw === null ? await rebuild(stage) : "left out";
  return { mode, run, hasDrained, spool, rebuilt, ...(await judge(stage, run.ledger)) };
}

async function rebuild({ url, plan }: CrashStage): Promise<string> {
  const { SIGNALBOX_SECRET = "" } = plan.env;
  const { code, stdout, stderr } = await runCli(["rebuild", "--json"], { DATABASE_URL: url, SIGNALBOX_SECRET })
    .finished;
  return code === 0 ? "same" : `${stdout}${stderr}`.trim();
}

/** On a slow or busy machine it takes longer until enough was killed. */
function isThorough(seconds: number) {
  const least = leastKills(seconds);
  return (progress: Progress) =>
    Promise.resolve(
      progress.seconds >= seconds && (progress.kills >= least || progress.seconds >= MOST_TIMES * seconds),
    );
}

/** Once enough of what was acknowledged is missing, or misses its deliveries. */
function isSeenToLose(seconds: number, pool: pg.Pool) {
  return async (progress: Progress) => {
    if (progress.seconds >= seconds) return true;
    const keys = progress.ledger.acknowledgedKeys(SETTLED_MS);
    try {
      const { rows } = await pool.query<{ count: number }>(COMPLETE, [keys]);
      return keys.length - (rows[0]?.count ?? 0) >= ENOUGH;
    } catch {
      // The database is away just now.
      return false;
    }
  };
}

const COMPLETE = `
SELECT count(*)::int AS count FROM events e
WHERE provider_key = ANY ($1) AND EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id)`;
