import type { Logger } from "#lib/platform/log.ts";
import type { RestartOutcome } from "#lib/platform/supervised-process.ts";

export type Restarter = {
  /** What SIGUSR2 does from now on; before, it is only noted in the log. */
  use(restart: () => Promise<RestartOutcome>): void;
};

/** Listens for SIGUSR2, which would end the process otherwise. A second one during a restart is not queued. */
export function restartOnSignal(log: Logger): Restarter {
  let restart: (() => Promise<RestartOutcome>) | null = null;
  let isRestarting = false;
  process.on("SIGUSR2", () => {
    if (restart === null || isRestarting) return log.warn("not restarted: a start or restart is under way");
    isRestarting = true;
    log.info("restarting receiver, worker and console");
    restart()
      .then(
        ({ kind }) => kind === "restarted" && log.info("restarted"),
        (error: unknown) => log.error("not restarted: what runs goes on", { error }),
      )
      .finally(() => {
        isRestarting = false;
      });
  });
  return {
    use: (next) => {
      restart = next;
    },
  };
}
