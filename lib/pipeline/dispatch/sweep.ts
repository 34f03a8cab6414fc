import type pg from "pg";
import { continueReleases } from "#lib/db/deliveries/continue-releases.ts";
import { holdStrayingDeliveries } from "#lib/db/deliveries/hold-straying-deliveries.ts";
import { recoverAbandonedDeliveries } from "#lib/db/deliveries/recover-abandoned-deliveries.ts";
import { settleStrandedDeliveries } from "#lib/db/deliveries/settle-stranded-deliveries.ts";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { checkState } from "#lib/pipeline/project/check-state.ts";
import { repeat } from "#lib/pipeline/repeat.ts";
import type { Logger } from "#lib/platform/log.ts";

type SweeperOptions = { pool: pg.Pool; log: Logger; onFound: () => void };

const RECOVER_EVERY_MS = 500;
const TIDY_EVERY_MS = 2000;
const RELEASE_EVERY_MS = 250;
const CHECK_EVERY_MS = 3000;
const PARTITIONS_EVERY_MS = 3_600_000;

/** Runs the worker's safety nets until the returned function is called, which resolves when none is running. */
export function startSweeping(options: SweeperOptions): () => Promise<void> {
  const { pool, log } = options;
  const recover = () => recoverAbandoned(options);
  const release = () => releaseHeld(options);
  const tidy = () => settleStrays(options);
  const checkLiveState = () => checkState(pool, log);
  const keepPartitions = () => keepPartitionsAhead(pool);
  const stops = [
    repeat(recover, RECOVER_EVERY_MS, log),
    repeat(release, RELEASE_EVERY_MS, log),
    repeat(tidy, TIDY_EVERY_MS, log),
    repeat(checkLiveState, CHECK_EVERY_MS, log),
    repeat(keepPartitions, PARTITIONS_EVERY_MS, log),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

async function recoverAbandoned({ pool, log, onFound }: SweeperOptions): Promise<void> {
  const { pending, poisoned } = await recoverAbandonedDeliveries(pool);
  if (pending > 0) log.warn("deliveries of a worker that is gone are sent again", { count: pending });
  if (poisoned > 0) log.error("deliveries that stopped the worker five times were dead-lettered", { count: poisoned });
  if (pending > 0) onFound();
}

async function releaseHeld({ pool, onFound }: SweeperOptions): Promise<void> {
  if ((await continueReleases(pool)) > 0) onFound();
}

async function settleStrays({ pool, log, onFound }: SweeperOptions): Promise<void> {
  const held = await holdStrayingDeliveries(pool);
  const settled = await settleStrandedDeliveries(pool);
  if (held + settled > 0) log.info("deliveries caught up with a pause or its end", { held, settled });
  if (settled > 0) onFound();
}
