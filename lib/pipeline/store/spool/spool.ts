import type { StoreRow } from "#lib/db/store-batch.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { Logger } from "#lib/platform/log.ts";
import { DiskSpool } from "./disk-spool.ts";
import type { SpoolFiles } from "./spool-files.ts";

export interface SpoolOptions {
  /** Where every process of this machine has its folder. */
  root: string;
  /** The process, as its heartbeat names it. */
  name: string;
  /** What may wait on this disk, in bytes. */
  maxBytes: number;
  log: Logger;
  /** Nothing is kept while less than this share of the disk is free. */
  minFreeShare?: number;
  /** A file is followed by the next when it has this size. */
  segmentBytes?: number;
  files?: SpoolFiles;
}

export type AppendOutcome = { kind: "kept" } | { kind: "refused"; reason: string };

/** One answer a row, in the rows' order. `impossible` is what the database refuses whoever asks: it is set aside. */
export type DrainStore = (rows: readonly StoreRow[]) => Promise<readonly ("stored" | "unavailable" | "impossible")[]>;

/**
 * `empty`: everything that can be read is stored; a file that this disk does not give is logged, stays counted and is
 * tried again. `interrupted`: the database was not there for all of it, or the spool is closing.
 */
export type DrainEnd = { kind: "empty" } | { kind: "interrupted" };

export interface Spool {
  /** `kept` means that the row survives a loss of power. Never throws. */
  append(row: StoreRow): Promise<AppendOutcome>;
  /** Stores what waits, oldest first, also of processes that ended: call it at least every 10 s. */
  drain(store: DrainStore): Promise<DrainEnd>;
  status(): SpoolStatus;
  close(): Promise<void>;
}

/**
 * Opens the spool of this process. It opens also when its disk is unusable: it refuses then, says so in its status, and
 * tries again by itself.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const spool = new DiskSpool(options);
  await spool.open();
  return spool;
}
