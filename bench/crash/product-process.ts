import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { nodeFlags } from "#lib/platform/node-flags.mjs";

/** How the processes of one run are started. */
export interface ProcessPlan {
  /** Their output goes to `<folder>/<name>.log`. */
  folder: string;
  receiver: URL;
  receiverPort: number;
  env: Readonly<Record<string, string>>;
}

export interface ProductProcess {
  pid: number;
  /** Resolves once it ended, with the exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<void>;
}

export type StartOutcome = { kind: "up"; process: ProductProcess } | { kind: "ended"; code: number | null };

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const WORKER = new URL("../../bin/worker.ts", import.meta.url);
const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

const LIVE_POLL_MS = 5;
const LIVE_TIMEOUT_MS = 1000;

/** Up when it answers `live`. */
export function startReceiver(plan: ProcessPlan): Promise<StartOutcome> {
  const child = launch(plan, plan.receiver, "receiver");
  return whenUp(child, async (hasEnded) => {
    while (!(await isLive(plan.receiverPort)) && !hasEnded()) await sleep(LIVE_POLL_MS);
  });
}

/** Up when it says that it has started; a worker listens to nobody. */
export function startWorker(plan: ProcessPlan): Promise<StartOutcome> {
  const child = launch(plan, WORKER, "worker");
  return whenUp(child, () => once(child, "message"));
}

function launch({ folder, env }: ProcessPlan, entry: URL, name: string): ChildProcess {
  const output = openSync(path.join(folder, `${name}.log`), "a");
  const child = spawn(process.execPath, [...nodeFlags(name), fileURLToPath(entry)], {
    cwd: CHECKOUT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  alive.add(child);
  child.once("exit", () => alive.delete(child));
  return child;
}

async function whenUp(child: ChildProcess, up: (hasEnded: () => boolean) => Promise<unknown>): Promise<StartOutcome> {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const first = await Promise.race([up(hasEnded).then(() => "up" as const), ended]);
  if (first !== "up" || hasEnded()) return { kind: "ended", code: await ended };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { kind: "up", process: { pid: child.pid ?? 0, ended, end } };
}

function isLive(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, path: "/api/health/live", agent: false }, (response) => {
      response.on("error", () => undefined).resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
    asked.setTimeout(LIVE_TIMEOUT_MS, () => asked.destroy());
    asked.end();
  });
}
