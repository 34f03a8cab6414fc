import type { ProcessPlan } from "./launched-process.ts";
import type { Logger } from "./log.ts";
import { type RestartOutcome, SupervisedProcess } from "./supervised-process.ts";

export type Supervisor = {
  /** Resolves once the process said that it is ready for the first time; rejects when it keeps ending before that. */
  whenReady(name: string): Promise<void>;
  /** Replaces the processes one after the other, and leaves the rest alone when one's successor does not get ready. */
  restart(): Promise<RestartOutcome>;
  stop(): Promise<void>;
};

/** Starts each process and starts it again when it ends by itself, later each time. */
export function supervise(plans: readonly ProcessPlan[], log: Logger): Supervisor {
  const processes = new Map(plans.map((plan) => [plan.name, new SupervisedProcess(plan, log)]));
  return {
    whenReady: (name) => processes.get(name)?.ready ?? Promise.reject(new Error(`No process is called ${name}.`)),
    restart: () => restartInOrder(processes, log),
    stop: async () => {
      await Promise.all([...processes.values()].map((process) => process.stop()));
    },
  };
}

async function restartInOrder(processes: ReadonlyMap<string, SupervisedProcess>, log: Logger): Promise<RestartOutcome> {
  for (const [name, process] of processes) {
    const outcome = await process.restart();
    if (outcome.kind === "given_up") log.error("the restart was given up: a new process did not get ready", { name });
    if (outcome.kind !== "restarted") return outcome;
    log.info("a process was replaced", { name });
  }
  return { kind: "restarted" };
}
