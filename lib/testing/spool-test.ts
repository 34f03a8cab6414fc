import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { openSpool, type Spool, type SpoolOptions } from "#lib/pipeline/store/spool/spool.ts";
import { newId } from "#lib/platform/ids.ts";
import type { Logger } from "#lib/platform/log.ts";
import { storeRow } from "./store-row.ts";

export type SpoolTest = {
  root: string;
  /** What was logged as an error, oldest first. */
  errors: string[];
  open(options?: Partial<SpoolOptions>): Promise<Spool>;
  /** Closes what was opened, and removes the folder. */
  end(): Promise<void>;
};

const MIB = 1024 * 1024;
const sourceId = newId();

/** A folder for spools of this test, on a disk that is never too full for them. */
export function startSpoolTest(root = mkdtempSync(path.join(os.tmpdir(), "signalbox-spool-"))): SpoolTest {
  const errors: string[] = [];
  const log = rememberingLog(errors);
  const spools: Spool[] = [];
  return {
    root,
    errors,
    async open(options = {}) {
      const spool = await openSpool({ root, name: "receiver", maxBytes: 64 * MIB, minFreeShare: 0, log, ...options });
      spools.push(spool);
      return spool;
    },
    async end() {
      await Promise.all(spools.map((spool) => spool.close()));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function rememberingLog(errors: string[]): Logger {
  const log: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message) => errors.push(message),
    child: () => log,
  };
  return log;
}

/** Verified webhooks, each received a millisecond after the one before. */
export function spoolRows(count: number, changes: Partial<StoreRow> = {}): StoreRow[] {
  const start = Date.parse("2026-11-22T14:02:00.000Z");
  return Array.from({ length: count }, (_, index) =>
    storeRow({ sourceId, receivedAt: new Date(start + index).toISOString(), ...changes }),
  );
}

/** Drains into memory and returns what came, in order. */
export async function drainAll(spool: Spool): Promise<StoreRow[]> {
  const stored: StoreRow[] = [];
  await spool.drain((rows) => {
    stored.push(...rows);
    return Promise.resolve(rows.map(() => "stored"));
  });
  return stored;
}

export function idsOf(rows: readonly StoreRow[]): string[] {
  return rows.map((row) => row.eventId);
}
