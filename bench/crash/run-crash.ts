import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "#lib/simulator/random.ts";
import { keepCrashingPostgres, type Outages } from "./crash-postgres.ts";
import { type CrashStage, withQuietProcesses } from "./crash-stage.ts";
import { createTraffic } from "./crash-traffic.ts";
import { type Killings, keepKilling, noKillings } from "./keep-killing.ts";
import { Ledger } from "./ledger.ts";
import { keepCutting } from "./pooler.ts";
import { type ProcessPlan, startReceiver, startWorker } from "./product-process.ts";
import { runSenders } from "./senders.ts";
import { type StoppedWorker, stopWorkers } from "./stop-workers.ts";

export interface CrashRun extends Progress {
  receivers: Killings;
  workers: Killings;
  outages: Outages;
  stopped: StoppedWorker[];
  /** Connections to PostgreSQL that were cut under way. */
  cut: number;
}

interface RunOptions {
  stage: CrashStage;
  seed: string;
  /** Asked twice a second. */
  isOver: (progress: Progress) => Promise<boolean>;
}

export interface Progress {
  seconds: number;
  kills: number;
  ledger: Ledger;
}

const ASK_MS = 500;

/** Traffic while processes and the database are killed. Resolves when every sender has its last answer. */
export async function runCrash({ stage, seed, isOver }: RunOptions): Promise<CrashRun> {
  // A process that is killed leaves nothing in the cache of compiled modules.
  await withQuietProcesses(stage.plan, async () => undefined);
  const [ledger, receivers, workers] = [new Ledger(), noKillings(), noKillings()];
  const end = new AbortController();
  const work = underFire(stage, seed, { ledger, receivers, workers, until: end.signal });
  const startedAt = performance.now();
  const progress = () => {
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, kills: receivers.kills + workers.kills, ledger };
  };
  await Promise.race([work, untilOver(() => isOver(progress()))]);
  end.abort();
  const [outages, stopped, cut] = await work;
  return { ...progress(), receivers, workers, outages, stopped, cut };
}

type Fire = { ledger: Ledger; receivers: Killings; workers: Killings; until: AbortSignal };

function underFire(stage: CrashStage, seed: string, { ledger, receivers, workers, until }: Fire) {
  const { plan, pool, cluster, volume, leaseMs, pooler } = stage;
  const random = (purpose: string) => createRandom(`${seed}/${purpose}`);
  const traffic = createTraffic(`${seed}/traffic`, stage.keys);
  const killing = { count: () => ledger.acknowledgements, until };
  const ways = random("ways");
  const byEitherWay = (): ProcessPlan => ({
    ...plan,
    env: { ...plan.env, DATABASE_URL: ways.pick([stage.url, pooler.url]) },
  });
  return Promise.all([
    keepCrashingPostgres({ cluster, volume, random: random("postgres"), ledger, until }),
    stopWorkers({ plan, pool, leaseMs, until }),
    keepCutting(pooler, random("pooler"), until),
    keepKilling({
      ...killing,
      killings: receivers,
      start: () => startReceiver(byEitherWay()),
      random: random("receivers"),
    }),
    keepKilling({ ...killing, killings: workers, start: () => startWorker(byEitherWay()), random: random("workers") }),
    runSenders({ port: plan.receiverPort, traffic, ledger, random: random("senders"), until }),
  ]);
}

async function untilOver(isOver: () => Promise<boolean>): Promise<void> {
  do await sleep(ASK_MS);
  while (!(await isOver()));
}
