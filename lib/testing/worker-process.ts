import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { TEST_SECRET } from "./delivery-fixtures.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

export type WorkerProcess = { pid: number; stop(signal: NodeJS.Signals): Promise<number | null> };

/** A worker as it runs in production: a process of its own, started when its first line says so. */
export async function startWorkerProcess(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["bin/worker.ts"], {
    cwd: CHECKOUT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      SIGNALBOX_SECRET: TEST_SECRET,
      SIGNALBOX_ALLOW_PRIVATE: "127.0.0.0/8",
      CONSOLE_PORT: "3992",
      RECEIVER_PORT: "3993",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  child.stdout?.resume();
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the worker did not start"))),
  ]);
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, "exit");
    return child.exitCode;
  };
  return { pid: child.pid ?? 0, stop };
}
