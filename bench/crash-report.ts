import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { type CrashPlan, type CrashResult, runCrashPlans } from "./crash/crash.ts";
import { type CrashCheck, crashChecks } from "./crash/crash-checks.ts";
import { CONTROLS, PRODUCT } from "./crash/crash-mode.ts";
import { quantile } from "./projector-lag.ts";

/** A control that shows nothing in this time is not seen to lose. */
const CONTROL_SECONDS = 40;
const NO_CONTROL = "none";

/** The product first and then what is known to lose; `control` asks for one of these alone, or for none of them. */
export async function reportCrash({ seconds, seed, control }: BenchOptions): Promise<BenchOutcome> {
  const plans = choosePlans(seconds, control);
  say(`seed ${seed}`);
  const results: { result: CrashResult; checks: CrashCheck[] }[] = [];
  await runCrashPlans(plans, seed, (result) => {
    const checks = crashChecks(result, seconds);
    results.push({ result, checks });
    sayResult(result, checks);
    return checks.every(({ isMet }) => isMet);
  });
  sayTable(
    HEADER,
    results.map(({ result }) => lineOf(result)),
  );
  return {
    isOk: results.every(({ checks }) => checks.every(({ isMet }) => isMet)),
    result: { seed, seconds, runs: results.map(({ result, checks }) => ({ ...told(result), checks })) },
  };
}

export function isControl(name: string): boolean {
  return name === NO_CONTROL || CONTROLS.some((control) => control.name === name);
}

function choosePlans(seconds: number, control: string | undefined): CrashPlan[] {
  const controls = CONTROLS.filter(({ name }) => control === undefined || name === control);
  const isAsked = control === undefined || control === NO_CONTROL;
  return [
    ...(isAsked ? [{ mode: PRODUCT, seconds }] : []),
    ...controls.map((mode) => ({ mode, seconds: CONTROL_SECONDS })),
  ];
}

const HEADER = ["", "kills receiver/worker/postgres", "acknowledged", "lost", "never delivered", "processed twice"];

function lineOf({ mode, run, verdict, measured }: CrashResult): string[] {
  return [
    mode.flaw === null ? "the product" : `control: ${mode.flaw}`,
    `${run.receivers.kills}/${run.workers.kills}/${run.outages.restarts}`,
    String(run.ledger.acknowledgedKeys().length),
    String(verdict.lost),
    `${verdict.undelivered} of ${measured.pairs}`,
    String(measured.processedTwice),
  ];
}

function sayResult({ mode, run, measured, rebuilt }: CrashResult, checks: readonly CrashCheck[]): void {
  const { ledger, receivers, workers, outages, stopped, cut } = run;
  const figures: [string, string][] = [
    ["seconds under fire", run.seconds.toFixed(0)],
    ["receiver, start until live, ms", spread(receivers.startMs)],
    ["acknowledged in a receiver's life", spread(receivers.counted)],
    ["worker, start until ready, ms", spread(workers.startMs)],
    ["ended by themselves", JSON.stringify([receivers.endedThemselves, workers.endedThemselves])],
    ["PostgreSQL crashed", `${outages.restarts} times, away for ${outages.seconds.toFixed(1)} s in all`],
    ["… with the spool's volume full", `${outages.withFullVolume} times`],
    ["acknowledged without a database", String(outages.acknowledged)],
    ["connections to PostgreSQL cut", String(cut)],
    ["workers stopped past their lease", stopped.map((each) => `${each.takenOver} of ${each.held} taken over`).join()],
    ["answers", JSON.stringify(ledger.answers)],
    ["slowest answer, ms", ledger.slowestMs.toFixed(0)],
    ["given up after five tries", String(ledger.givenUp)],
    ["stored", `${measured.stored}, ${measured.duplicates} duplicates`],
    ["attempts", `${measured.attempts}, ${measured.unknownAttempts} with an unknown outcome`],
    ["rebuild", rebuilt],
  ];
  say(`\n${mode.flaw === null ? "The product" : `A control that ${mode.flaw}`}`);
  sayTable(["figure", ""], figures);
  sayTable(
    ["must hold", "", "measured"],
    checks.map(({ name, isMet, found }) => [name, isMet ? "yes" : "NO", found]),
  );
  if (measured.examples.length > 0) say(`for example ${measured.examples.join(" ")}`);
  say("");
}

function spread(samples: readonly number[]): string {
  const at = (share: number) => quantile(samples, share).toFixed(0);
  return `${at(0)} – ${at(1)}, median ${at(0.5)}`;
}

function told({ mode, run, ...rest }: CrashResult) {
  const { ledger, ...circumstances } = run;
  const { answers, givenUp, slowestMs } = ledger;
  const acknowledged = ledger.acknowledgedKeys().length;
  return { mode: mode.name, acknowledged, answers, givenUp, slowestMs, ...circumstances, ...rest };
}
