import { type ChildProcess, spawn } from "node:child_process";
import type { BoundSocket } from "./bound-socket.ts";
import { socketVariables } from "./inherited-socket.ts";
import type { Logger } from "./log.ts";
import { nodeFlags } from "./node-flags.mjs";
import { LEAVING_MESSAGE, READY_MESSAGE } from "./run-service.ts";

export type ProcessPlan = {
  name: string;
  /** The entry point, run by our own Node. */
  file: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Set when a successor may start while the process still runs. */
  mayOverlap?: true;
  /** What it listens on; it stays ours when the process ends. */
  socket?: BoundSocket;
};

export type ProcessEnd = { code: number | null; signal: NodeJS.Signals | null };

const STOP_LIMIT_MS = 25_000;

/** One run of a process of the product. */
export class LaunchedProcess {
  readonly startedAtMs = performance.now();
  /** Becomes true when it says that it is ready, and false when it ends before. */
  readonly readiness: Promise<boolean>;
  readonly ended: Promise<ProcessEnd>;
  /** Whether it ever said that it was ready. */
  wasReady = false;
  readonly #child: ChildProcess;

  constructor(plan: ProcessPlan, log: Logger, onLeaving: () => void) {
    const child = launch(plan);
    this.#child = child;
    this.ended = new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
    this.readiness = new Promise((resolve) => {
      child.on("message", (message) => {
        if (message === LEAVING_MESSAGE) onLeaving();
        if (message !== READY_MESSAGE) return;
        this.wasReady = true;
        resolve(true);
      });
      void this.ended.then(() => resolve(false));
    });
    child.on("error", (error) => log.error("a process could not be started", { name: plan.name, error }));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** SIGTERM lets it take leave of its clients, SIGINT makes it hurry; one that hangs is killed after 25 s. */
  async end(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<void> {
    this.#child.kill(signal);
    const force = setTimeout(() => this.#child.kill("SIGKILL"), STOP_LIMIT_MS);
    await this.ended;
    clearTimeout(force);
  }
}

/** In a process group of its own: Ctrl-C reaches us alone, and we stop the others in order. */
function launch({ name, file, cwd, env, socket }: ProcessPlan): ChildProcess {
  return spawn(process.execPath, [...nodeFlags(name), file], {
    cwd,
    env: { ...env, ...socketVariables(socket !== undefined) },
    detached: true,
    stdio: ["ignore", "inherit", "inherit", ...(socket === undefined ? [] : [socket.fd]), "ipc"],
  });
}
