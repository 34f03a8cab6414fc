import { setTimeout } from "node:timers/promises";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import { loadServiceEnv } from "#lib/platform/load-env.ts";
import { createLog } from "#lib/platform/log.ts";
import type { Service } from "#lib/platform/run-service.ts";
import { runWatch } from "./run-watch.ts";

const LEAVE_WITHIN_MS = 3000;

const kept = globalThis as typeof globalThis & { signalboxWatch?: Service };

/** Lets the console watch as well, so that the death of the worker is told; started once whichever bundle asks first. */
export function startConsoleWatch(): void {
  if (kept.signalboxWatch !== undefined) return;
  const log = createLog("console");
  const watch = runWatch(loadServiceEnv(), log);
  kept.signalboxWatch = watch;
  const leave = () => {
    const left = Promise.all([consoleDoor().then((door) => door.stopHeartbeat()), watch.stop()]).then(
      () => undefined,
      (error: unknown) => log.warn("the watch did not stop in order", { error }),
    );
    exitAfter(Promise.race([left, setTimeout(LEAVE_WITHIN_MS)]));
  };
  process.once("SIGTERM", leave);
  process.once("SIGINT", leave);
}

// Next ends the process the moment its server is closed, before it could be noted that this is on purpose. It asks
// nobody first, so that its exit itself has to wait.
function exitAfter(work: Promise<unknown>): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    void work.finally(() => exit(code));
    // Nothing follows the call; "never" cannot be said otherwise of something that happens later.
    return undefined as never;
  };
}
