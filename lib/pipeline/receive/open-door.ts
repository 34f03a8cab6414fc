import type pg from "pg";
import { startHeartbeat } from "#lib/db/start-heartbeat.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import { createDoorPool, endDoorPools } from "#lib/pipeline/store/door-pool.ts";
import type { Keeper } from "#lib/pipeline/store/keeper.ts";
import type { SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import { AckHistogram } from "./ack-histogram.ts";
import type { Door } from "./incoming-request.ts";
import { createNotifier } from "./notify-listeners.ts";
import { openKeeper } from "./open-keeper.ts";
import { openSources } from "./open-sources.ts";
import type { ReceiveContext } from "./receive-webhook.ts";
import { RejectionLog } from "./rejection-log.ts";
import { startReverifying } from "./start-reverifying.ts";

export interface OpenDoor {
  context: ReceiveContext;
  pool: pg.Pool;
  spoolStatus(): SpoolStatus;
  readiness(): Promise<Readiness>;
  /** Says, where the heartbeats are kept, that the process ends on purpose. */
  stopHeartbeat(): Promise<void>;
  /** Waits for what is in flight, writes what is still counted in memory, and closes the pool. */
  close(): Promise<void>;
}

/** A door is ready when it can keep what arrives, in the database or in its spool. */
interface Readiness {
  isReady: boolean;
  checks: { database: "up" | "down"; spool: "up" | "down" };
}

const FLUSH_ACKS_MS = 5000;

/** Everything a door needs to receive webhooks, started: sources and keys loaded, counters ticking. */
export async function openDoor(door: Door, env: ServiceEnv, log: Logger): Promise<OpenDoor> {
  const onIdleError = (error: Error) => log.warn("database connection lost", { error });
  const pool = createDoorPool({ url: env.databaseUrl, name: door, onIdleError });
  const lane = Math.floor(Math.random() * 1_000_000);
  const sources = await openSources(pool, env, log);
  const { registry, keySets } = sources;
  const notifier = createNotifier(env.databaseUrl, door, log);
  const kept = await openKeeper({ door, env, log, lane, onIdleError, onStored: notifier.notify });
  const { store, keeper } = kept;
  const rejections = new RejectionLog({ pool, log, lane });
  await sources.start(() => keeper.suspect());
  const { acks, stopFlushing } = startAcks(pool, log);
  const stopHeartbeat = startHeartbeat(pool, door, log, () => keeper.status());
  const verify = { keySets, findSource: (slug: string) => registry.find(slug), now: () => registry.now() };
  const stopReverifying = startReverifying(door, { pool, log, context: { registry, verify, store } });
  return {
    context: { registry, verify, keeper, store, rejections, acks },
    pool,
    spoolStatus: () => keeper.status(),
    readiness: () => readReadiness(keeper, registry, pool),
    stopHeartbeat,
    close: async () => {
      await stopReverifying();
      await kept.close();
      await Promise.all([stopHeartbeat(), rejections.flush(), stopFlushing(), sources.close()]);
      await Promise.all([notifier.close(), endDoorPools([pool])]);
    },
  };
}

function startAcks(pool: pg.Pool, log: Logger): { acks: AckHistogram; stopFlushing(): Promise<void> } {
  const acks = new AckHistogram();
  const flush = () => acks.flush(pool).catch((error: unknown) => log.warn("ack times not written", { error }));
  const timer = setInterval(() => void flush(), FLUSH_ACKS_MS);
  const stopFlushing = () => {
    clearInterval(timer);
    return flush();
  };
  return { acks, stopFlushing };
}

async function readReadiness(keeper: Keeper, registry: SourceRegistry, pool: pg.Pool): Promise<Readiness> {
  const answers = () => pool.query("SELECT 1").then(Boolean, () => false);
  const isDatabaseUp = !keeper.isDatabaseAway() && (await answers());
  const isSpoolUp = keeper.status().state !== "refusing";
  const checks = { database: isDatabaseUp ? "up" : "down", spool: isSpoolUp ? "up" : "down" } as const;
  // Without sources nothing can be verified, and so nothing kept.
  const isSpoolOfUse = isSpoolUp && (registry.isComplete || registry.all().length > 0);
  return { isReady: isDatabaseUp || isSpoolOfUse, checks };
}
