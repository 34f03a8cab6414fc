import { loadServiceEnv, type ServiceEnv } from "./load-env.ts";
import type { Logger } from "./log.ts";

export type Service = {
  /** Finishes what is in flight; it is given 24 seconds. */
  stop(): Promise<void>;
};

const STOP_LIMIT_MS = 24_000;
/** What the supervisor waits for before it calls the process started. */
export const READY_MESSAGE = "ready";

/** Runs one process of the product until it is told to stop, by a signal or by the death of its supervisor. */
export async function runService(log: Logger, start: (env: ServiceEnv) => Promise<Service>): Promise<void> {
  const env = loadServiceEnv();
  const service = await start(env).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error("stopping failed", { error });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
  process.send?.(READY_MESSAGE);
}
