import type pg from "pg";
import { holdStrayingDeliveries } from "#lib/db/deliveries/hold-straying-deliveries.ts";
import { recoverAbandonedDeliveries } from "#lib/db/deliveries/recover-abandoned-deliveries.ts";
import { settleStrandedDeliveries } from "#lib/db/deliveries/settle-stranded-deliveries.ts";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { checkState } from "#lib/pipeline/project/check-state.ts";
import type { Logger } from "#lib/platform/log.ts";

type SweeperOptions = { pool: pg.Pool; log: Logger; onFound: () => void };

const RECOVER_EVERY_MS = 500;
const TIDY_EVERY_MS = 2000;
const CHECK_EVERY_MS = 3000;
const PARTITIONS_EVERY_MS = 3_600_000;
const AFTER_FAILURE_MS = 2000;

/** Runs the worker's safety nets until the returned function is called, which resolves when none is running. */
export function startSweeping({ pool, log, onFound }: SweeperOptions): () => Promise<void> {
  const recover = async () => {
    const { pending, poisoned } = await recoverAbandonedDeliveries(pool);
    if (pending > 0) log.warn("deliveries of a worker that is gone are sent again", { count: pending });
    if (poisoned > 0)
      log.error("deliveries that stopped the worker five times were dead-lettered", { count: poisoned });
    if (pending > 0) onFound();
  };
  const tidy = async () => {
    const held = await holdStrayingDeliveries(pool);
    const settled = await settleStrandedDeliveries(pool);
    if (held + settled > 0) log.info("deliveries caught up with a pause or its end", { held, settled });
    if (settled > 0) onFound();
  };
  const stops = [
    repeat(recover, RECOVER_EVERY_MS, log),
    repeat(tidy, TIDY_EVERY_MS, log),
    repeat(
      function checkLiveState() {
        return checkState(pool, log);
      },
      CHECK_EVERY_MS,
      log,
    ),
    repeat(
      function keepPartitions() {
        return keepPartitionsAhead(pool);
      },
      PARTITIONS_EVERY_MS,
      log,
    ),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function repeat(work: () => Promise<void>, everyMs: number, log: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const run = async (): Promise<void> => {
    let pauseMs = everyMs;
    try {
      await work();
    } catch (error) {
      log.warn("a sweep failed; it is repeated", { sweep: work.name, error });
      pauseMs = Math.max(everyMs, AFTER_FAILURE_MS);
    }
    if (!isStopped) timer = setTimeout(next, pauseMs);
  };
  let running = run();
  function next() {
    running = run();
  }
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
