import { flushCompileCache } from "node:module";
import { loadServiceEnv, type ServiceEnv } from "./load-env.ts";
import type { Logger } from "./log.ts";

export type Service = {
  /** Finishes what is in flight; it is given 24 seconds. */
  stop(): Promise<void>;
};

export type ServiceWithClients = {
  /** As above, and lets its clients leave by themselves until `hurry` is aborted. */
  stop(hurry: AbortSignal): Promise<void>;
};

const STOP_LIMIT_MS = 24_000;
/** What the supervisor waits for before it calls the process started. */
export const READY_MESSAGE = "ready";
/** Tells the supervisor that the process was told to end by somebody else, and that its successor is due. */
export const LEAVING_MESSAGE = "leaving";

/**
 * Runs one process of the product until it is told to stop. SIGTERM lets it take leave of its clients; a second one,
 * SIGINT, or the death of its supervisor makes it hurry.
 */
export async function runService(
  log: Logger,
  start: (env: ServiceEnv) => Promise<Service | ServiceWithClients>,
): Promise<void> {
  const env = loadServiceEnv();
  const service = await start(env).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  const hurry = new AbortController();
  let isStopping = false;
  const stop = (isHurried: boolean) => {
    if (isHurried || isStopping) hurry.abort();
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void endAfter(service.stop(hurry.signal), log);
  };
  process.on("SIGTERM", () => {
    if (!isStopping && process.connected) process.send?.(LEAVING_MESSAGE, undefined, undefined, ignoreGoneSupervisor);
    stop(false);
  });
  process.on("SIGINT", () => stop(true));
  process.on("disconnect", () => stop(true));
  process.send?.(READY_MESSAGE);
  // Node writes it at the end, which a killed process does not have.
  flushCompileCache();
}

/** Its end is heard of as `disconnect`. */
function ignoreGoneSupervisor(): void {}

async function endAfter(stopped: Promise<void>, log: Logger): Promise<never> {
  try {
    await stopped;
  } catch (error) {
    log.error("stopping failed", { error });
    process.exit(1);
  }
  process.exit(0);
}
