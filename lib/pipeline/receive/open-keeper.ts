import { createDoorPool, endDoorPools } from "#lib/pipeline/store/door-pool.ts";
import { createKeeper, type Keeper } from "#lib/pipeline/store/keeper.ts";
import { openSpool } from "#lib/pipeline/store/spool/spool.ts";
import { createStore, type Store } from "#lib/pipeline/store/store.ts";
import type { Door } from "./incoming-request.ts";

interface KeeperParts {
  door: Door;
  env: { databaseUrl: string; spoolDir: string; spoolMaxBytes: number };
  log: Parameters<typeof createKeeper>[0]["log"];
  /** See request_minutes.lane. */
  lane: number;
  onIdleError: (error: Error) => void;
  onStored: () => void;
}

/** The store, on connections of its own, with the spool beside it. */
export async function openKeeper(
  parts: KeeperParts,
): Promise<{ store: Store; keeper: Keeper; close(): Promise<void> }> {
  const { door, env, log, lane, onIdleError, onStored } = parts;
  const pool = createDoorPool({ url: env.databaseUrl, name: `${door} store`, onIdleError, plans: "kept" });
  const store = createStore({ pool, lane, onStored });
  const spool = await openSpool({ root: env.spoolDir, name: door, maxBytes: env.spoolMaxBytes, log });
  const ping = async () => {
    await pool.query("SELECT 1");
  };
  const keeper = createKeeper({ store, spool, ping, log });
  const close = async () => {
    await store.drain();
    await keeper.close();
    await endDoorPools([pool]);
  };
  return { store, keeper, close };
}
