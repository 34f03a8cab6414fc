import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "#lib/simulator/random.ts";
import type { CrashCluster } from "./crash-database.ts";
import type { Ledger } from "./ledger.ts";
import type { SpoolVolume } from "./spool-volume.ts";

export interface Outages {
  restarts: number;
  /** Of these, with the spool's volume full for the second half. */
  withFullVolume: number;
  /** Seconds without a database in all. */
  seconds: number;
  /** Webhooks that were acknowledged meanwhile. */
  acknowledged: number;
}

interface OutageOptions {
  cluster: CrashCluster;
  volume: SpoolVolume;
  random: Random;
  ledger: Ledger;
  until: AbortSignal;
}

const FIRST_AFTER_MS = 3000;
const PAUSE_MS = { from: 4000, to: 9000 };
/** Every so many outages are long ones, in which the volume fills up. */
const LONG_EVERY = 3;
const LONG_MS = 2500;
const PATIENCE_MS = 5000;

/** Crashes PostgreSQL now and then, and starts it again at once or a few seconds later. */
export async function keepCrashingPostgres(options: OutageOptions): Promise<Outages> {
  const { random, ledger, until } = options;
  const outages: Outages = { restarts: 0, withFullVolume: 0, seconds: 0, acknowledged: 0 };
  for (let pauseMs = FIRST_AFTER_MS; ; pauseMs = random.integer(PAUSE_MS.from, PAUSE_MS.to)) {
    await sleep(pauseMs, undefined, { signal: until }).catch(() => undefined);
    // A crash right behind an answer is what shows whether the answer was a promise.
    await Promise.race([ledger.nextAcknowledgement(), sleep(PATIENCE_MS, undefined, { ref: false })]);
    if (until.aborted) return outages;
    await crashOnce(options, outages);
  }
}

async function crashOnce({ cluster, volume, ledger }: OutageOptions, outages: Outages): Promise<void> {
  outages.restarts += 1;
  const isLong = outages.restarts % LONG_EVERY === 0;
  const [startedAt, before] = [performance.now(), ledger.acknowledgements];
  await cluster.crash();
  if (isLong) await sleep(LONG_MS / 2);
  const empty = isLong ? volume.fill?.() : undefined;
  if (isLong) await sleep(LONG_MS / 2);
  await cluster.startAgain();
  outages.seconds += (performance.now() - startedAt) / 1000;
  outages.acknowledged += ledger.acknowledgements - before;
  outages.withFullVolume += empty === undefined ? 0 : 1;
  empty?.();
}
