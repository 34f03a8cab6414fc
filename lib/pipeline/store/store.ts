import type pg from "pg";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { failAll, type RowInHand, type StoreOutcome, storeRows } from "./store-rows.ts";

export type QueuedOutcome = StoreOutcome | { kind: "overloaded" };

export interface Store {
  /** Resolves after the row's own commit, or within three seconds without one. */
  store(row: StoreRow): Promise<QueuedOutcome>;
  /** Stores rows now, in one batch beside those that are queued; for one caller that waits for each answer. */
  storeBeside(rows: readonly StoreRow[]): Promise<StoreOutcome[]>;
  /** Whether webhooks wait for a batch to end. */
  isBusy(): boolean;
  /** Resolves when nothing is waiting or in flight. */
  drain(): Promise<void>;
}

interface StoreOptions {
  pool: pg.Pool;
  /** A number of this process's own, see request_minutes.lane. */
  lane: number;
  onStored?: () => void;
}

interface Waiting extends RowInHand {
  sinceMs: number;
}

const MAX_BATCH_ROWS = 128;
const MAX_BATCH_BYTES = 1024 * 1024;
const MAX_IN_FLIGHT = 2;
const LANES = MAX_IN_FLIGHT + 1;
/** A batch beside another one begins with so many rows, or when its first has waited so long: a small one costs as much. */
const WORTH_ROWS = 64;
const PATIENCE_MS = 10;
const MAX_WAITING_ROWS = 2000;
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** A provider's own time-out is near, and what is not stored by then can still be kept elsewhere. */
const DEADLINE_MS = 3000;

/**
 * Micro-batches what arrived in the same tick: a lone webhook waits for nobody, a burst shares one commit, and what comes
 * while one is under way gathers for a moment. When a batch finds the database away, those that wait behind it are told at once.
 */
export function createStore({ pool, lane, onStored }: StoreOptions): Store {
  const waiting: Waiting[] = [];
  const idle: (() => void)[] = [];
  // Two batches under one number would count in the same row, and one would wait for the other's commit.
  const freeLanes = Array.from({ length: MAX_IN_FLIGHT }, (_, index) => lane * LANES + index + 1);
  let waitingBytes = 0;
  let isScheduled = false;
  let isGathering = false;

  function schedule() {
    if (isScheduled || freeLanes.length === 0 || waiting.length === 0) return;
    const patienceMs = gatheringMs();
    if (patienceMs > 0) return gatherFor(patienceMs);
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const freeLane = waiting.length === 0 ? undefined : freeLanes.pop();
      if (freeLane === undefined) return;
      const batch = takeBatch();
      schedule();
      void run(batch, freeLane);
    });
  }

  function isIdle(): boolean {
    return freeLanes.length === MAX_IN_FLIGHT;
  }

  /** How long what waits may gather, while another batch is under way. */
  function gatheringMs(): number {
    if (isIdle() || waiting.length >= WORTH_ROWS) return 0;
    return PATIENCE_MS - (performance.now() - (waiting[0]?.sinceMs ?? 0));
  }

  function gatherFor(ms: number) {
    if (isGathering) return;
    isGathering = true;
    setTimeout(() => {
      isGathering = false;
      schedule();
    }, ms);
  }

  function takeBatch(): Waiting[] {
    let bytes = 0;
    let rows = 0;
    for (const { row } of waiting) {
      if (rows > 0 && (rows === MAX_BATCH_ROWS || bytes + row.raw.length > MAX_BATCH_BYTES)) break;
      bytes += row.raw.length;
      rows += 1;
    }
    waitingBytes -= bytes;
    return waiting.splice(0, rows);
  }

  async function run(batch: Waiting[], batchLane: number) {
    const leftMs = DEADLINE_MS - (performance.now() - (batch[0]?.sinceMs ?? 0));
    const deadline = setTimeout(() => giveUp(batch, new Error("the database is too slow")), leftMs);
    const failure = await storeRows(pool, batch, batchLane);
    clearTimeout(deadline);
    if (failure !== null) giveUp([], failure.error);
    else onStored?.();
    freeLanes.push(batchLane);
    schedule();
    if (isIdle() && waiting.length === 0) for (const resolve of idle.splice(0)) resolve();
  }

  /** Also what waits behind the batch: the next one would find the database as this one did. */
  function giveUp(batch: Waiting[], error: unknown) {
    waitingBytes = 0;
    failAll([...batch, ...waiting.splice(0)], error);
  }

  return {
    store(row) {
      if (waiting.length >= MAX_WAITING_ROWS || waitingBytes >= MAX_WAITING_BYTES) {
        return Promise.resolve({ kind: "overloaded" });
      }
      return new Promise((settle) => {
        waiting.push({ row, settle, sinceMs: performance.now() });
        waitingBytes += row.raw.length;
        schedule();
      });
    },
    storeBeside: async (rows) => {
      const outcomes = await Promise.all(storing(pool, rows, lane * LANES));
      onStored?.();
      return outcomes;
    },
    isBusy: () => waiting.length > 0,
    drain: () => (isIdle() && waiting.length === 0 ? Promise.resolve() : new Promise((done) => idle.push(done))),
  };
}

function storing(pool: pg.Pool, rows: readonly StoreRow[], lane: number): Promise<StoreOutcome>[] {
  const batch: RowInHand[] = [];
  const outcomes = rows.map((row) => new Promise<StoreOutcome>((settle) => batch.push({ row, settle })));
  void storeRows(pool, batch, lane);
  return outcomes;
}
