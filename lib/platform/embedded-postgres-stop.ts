import { setTimeout as sleep } from "node:timers/promises";
import { readPostmaster } from "./postmaster-file.ts";

const FAST_STOP_MS = 4_000;
const IMMEDIATE_STOP_MS = 1_000;

/** A fast shutdown; after 4 s an immediate one, which the next start recovers from. */
export async function stopServer(directory: string): Promise<void> {
  const postmaster = readPostmaster(directory);
  if (postmaster === null) return;
  for (const [signal, limit] of [
    ["SIGINT", FAST_STOP_MS],
    ["SIGQUIT", IMMEDIATE_STOP_MS],
  ] as const) {
    try {
      process.kill(postmaster.pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + limit; Date.now() < until; await sleep(25)) {
      if (readPostmaster(directory)?.pid !== postmaster.pid) return;
    }
  }
}
