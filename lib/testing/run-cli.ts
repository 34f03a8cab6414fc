import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface CliRun {
  child: ChildProcess;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  finished: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** The command line in a process of its own, with the environment that is given and nothing else of ours. */
export function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}, stdin = ""): CliRun {
  const child = spawn(process.execPath, ["bin/cli.ts", ...args], {
    cwd: CHECKOUT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  child.stdin.end(stdin);
  const finished = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, stdout: () => stdout, stderr: () => stderr, finished };
}
