import { type ChildProcess, spawn } from "node:child_process";
import type { Logger } from "./log.ts";
import { READY_MESSAGE } from "./run-service.ts";

export type ProcessPlan = {
  name: string;
  /** The entry point, run by our own Node. */
  file: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
};

export type Supervisor = {
  /** Resolves once the process said that it is ready for the first time; rejects when it keeps ending before that. */
  whenReady(name: string): Promise<void>;
  stop(): Promise<void>;
};

const RESTART_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** A process that lived this long is forgiven its earlier ends. */
const STEADY_MS = 60_000;
const LOOP_AFTER = 5;
const STOP_LIMIT_MS = 25_000;

/** Starts each process and starts it again when it ends by itself, later each time. */
export function supervise(plans: readonly ProcessPlan[], log: Logger): Supervisor {
  const watched = new Map(plans.map((plan) => [plan.name, watch(plan, log)]));
  return {
    whenReady: (name) => watched.get(name)?.ready ?? Promise.reject(new Error(`No process is called ${name}.`)),
    stop: async () => {
      await Promise.all([...watched.values()].map((process) => process.stop()));
    },
  };
}

type Watched = { ready: Promise<void>; stop(): Promise<void> };

function watch(plan: ProcessPlan, log: Logger): Watched {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => undefined);
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let quickEnds = 0;

  const start = () => {
    const startedAt = Date.now();
    child = launch(plan);
    child.on("message", (message) => {
      if (message === READY_MESSAGE) resolve();
    });
    child.on("error", (error) => log.error("a process could not be started", { name: plan.name, error }));
    child.on("close", (code, signal) => {
      child = null;
      if (isStopping) return;
      quickEnds = Date.now() - startedAt < STEADY_MS ? quickEnds + 1 : 1;
      const delayMs = RESTART_DELAYS_MS[Math.min(quickEnds, RESTART_DELAYS_MS.length) - 1] ?? STEADY_MS;
      timer = setTimeout(start, delayMs);
      const facts = { name: plan.name, code, signal, restartInMs: delayMs };
      if (quickEnds < LOOP_AFTER) return log.warn("a process ended and is started again", facts);
      log.error("a process keeps ending: its own lines above say why", { ...facts, times: quickEnds });
      reject(new Error(`The ${plan.name} ended ${quickEnds} times in a row; its own lines above say why.`));
    });
  };
  start();
  return {
    ready,
    stop: () => {
      isStopping = true;
      clearTimeout(timer);
      return child === null ? Promise.resolve() : end(child);
    },
  };
}

/** In a process group of its own: Ctrl-C reaches us alone, and we stop the others in order. */
function launch(plan: ProcessPlan): ChildProcess {
  return spawn(process.execPath, [plan.file], {
    cwd: plan.cwd,
    env: plan.env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await gone;
  clearTimeout(force);
}
