import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { type OutageRun, runOutage } from "./outage.ts";

const PER_SECOND = 200;

/** The database away for a while, once as it is and once with the receiver killed in the middle. */
export async function reportOutage({ seconds, rate = PER_SECOND }: BenchOptions): Promise<BenchOutcome> {
  say(`PostgreSQL stopped for ${seconds} s under ${rate} webhooks/s`);
  const left = await runOutage({ seconds, perSecond: rate, kills: false });
  const killed = await runOutage({ seconds, perSecond: rate, kills: true });
  sayTable(
    ["", "PostgreSQL stopped", "and the receiver killed with -9"],
    FACTS.map(([name, read]) => [name, read(left), read(killed)]),
  );
  // Whoever is killed cannot answer what it was about to answer; nothing else may need a second try.
  const isOk = isSound(left) && left.needingRetry === 0 && isSound(killed);
  return { isOk, result: { seconds, perSecond: rate, left, killed } };
}

function isSound(run: OutageRun): boolean {
  return run.neverAcknowledged + run.lost + run.storedTwice + run.outOfOrder + run.withoutDelivery === 0;
}

const FACTS: readonly (readonly [string, (run: OutageRun) => string])[] = [
  ["acknowledged with 200", (run) => String(run.acknowledged)],
  ["never acknowledged", (run) => String(run.neverAcknowledged)],
  ["needed a second try", (run) => `${run.needingRetry} ${JSON.stringify(run.failures)}`],
  ["acknowledged and lost", (run) => String(run.lost)],
  ["stored twice", (run) => String(run.storedTwice)],
  ["out of the order of receipt", (run) => String(run.outOfOrder)],
  ["without its one delivery", (run) => String(run.withoutDelivery)],
  ["slowest answer, ms", (run) => run.slowestMs.toFixed(0)],
  ["drained after, s", (run) => run.drainSeconds.toFixed(1)],
];
