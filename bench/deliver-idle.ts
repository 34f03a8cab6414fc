import { setTimeout as sleep } from "node:timers/promises";
import { cpuPer, readCpu } from "./deliver-cpu.ts";
import { withPipeline } from "./deliver-processes.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { sampleMemory } from "./sample-memory.ts";

const SETTLE_MS = 3_000;
const WATCHED_SECONDS = 3;
const MOST_MIB = 120;

/** Receiver and worker with nothing to do: their memory, and what they take of a core. */
export async function stepIdle({ database }: DeliverStage): Promise<StepResult> {
  const processes = ["receiver", "worker"] as const;
  // The first start of an installation compiles its modules, which stays in the memory of those processes.
  await withPipeline(database.url, () => Promise.resolve());
  const row = await withPipeline(database.url, async ({ receiver, worker }) => {
    await sleep(SETTLE_MS);
    const pids = { receiver: receiver.pid, worker: worker.pid, postgres: database.pid };
    const [before, memories] = [readCpu(pids), processes.map((name) => sampleMemory(pids[name]))];
    await sleep(WATCHED_SECONDS * 1000);
    const peaks = memories.map((memory) => Math.max(...memory.stop()));
    return { mib: peaks, micros: cpuPer(WATCHED_SECONDS, before, readCpu(pids)) };
  });
  const percent = (name: string) => `${((row.micros[name] ?? 0) / 10_000).toFixed(1)} %`;
  const mib = (index: number) => `${row.mib[index]?.toFixed(0)} MiB`;
  return {
    header: ["idle", "memory", "of a core"],
    lines: [
      ...processes.map((name, index) => [name, mib(index), percent(name)]),
      ["postgres", "", percent("postgres")],
    ],
    checks: processes.map((name, index) => ({
      name: `${name} idle ≤ ${MOST_MIB} MB`,
      isMet: (row.mib[index] ?? 0) <= MOST_MIB,
      measured: mib(index),
      ofNoop: "",
    })),
    measured: row,
  };
}
