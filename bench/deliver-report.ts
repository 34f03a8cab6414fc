import os from "node:os";
import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { benchDeliver, STEP_NAMES, type StepName } from "./deliver.ts";
import type { StepResult } from "./deliver-step.ts";

/** `--only` names steps; without it all of them run. Exits 1 when a guarantee does not hold, whatever the machine. */
export async function reportDeliver(options: BenchOptions): Promise<BenchOutcome> {
  const names = STEP_NAMES.filter((name) => options.only === undefined || options.only.includes(name));
  const cpus = os.cpus().length;
  say(
    `PostgreSQL, receiver, worker, sink and load generator share ${cpus} cores; fsync and synchronous_commit are on.`,
  );
  const { noop, steps } = await benchDeliver(options, names, sayStep);
  const checks = steps.flatMap(({ result }) => result.checks);
  say(
    `\nno-op node:http: ${noop.flatOut.perSecond.toFixed(0)} requests/s, ${noop.flatOut.cpuMicros.toFixed(0)} µs each`,
  );
  sayTable(
    ["target", "", "measured", "of no-op"],
    checks.map(({ name, isMet, measured, ofNoop }) => [name, isMet ? "yes" : "NO", measured, ofNoop]),
  );
  const measured = steps.map(({ name, seconds, result }) => ({ name, seconds, measured: result.measured }));
  return {
    isOk: checks.every(({ isMet, isGuarantee }) => isMet || !isGuarantee),
    result: { seconds: options.seconds, connections: options.connections, noop, steps: measured, checks },
  };
}

/** Those of the names that are not steps. */
export function unknownSteps(names: readonly string[]): string[] {
  return names.filter((name) => !STEP_NAMES.includes(name as StepName));
}

function sayStep({ header, lines, notes = [] }: StepResult): void {
  sayTable(header, lines);
  for (const note of notes) say(note);
}
