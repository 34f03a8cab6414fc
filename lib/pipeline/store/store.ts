import type pg from "pg";
import { isRefusedValue } from "#lib/db/is-refused-value.ts";
import { settleTaken } from "#lib/db/settle-taken.ts";
import { type StoreRow, storeBatch } from "#lib/db/store-batch.ts";

export type StoreOutcome =
  | { kind: "stored"; eventId: string }
  | { kind: "duplicate"; eventId: string }
  | { kind: "id_conflict"; eventId: string }
  /** Nothing was kept: the caller must not acknowledge. */
  | { kind: "unavailable"; error: unknown }
  | { kind: "overloaded" };

export interface Store {
  /** Resolves after the row's own commit. */
  store(row: StoreRow): Promise<StoreOutcome>;
  /** Resolves when nothing is waiting or in flight. */
  drain(): Promise<void>;
}

interface StoreOptions {
  pool: pg.Pool;
  /** A number of this process's own, see request_minutes.lane. */
  lane: number;
  onStored?: () => void;
}

interface Waiting {
  row: StoreRow;
  settle: (outcome: StoreOutcome) => void;
}

const MAX_BATCH_ROWS = 128;
const MAX_BATCH_BYTES = 1024 * 1024;
const MAX_IN_FLIGHT = 2;
const MAX_WAITING_ROWS = 2000;
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/**
 * Micro-batches what arrived in the same tick: no timer, so a lone webhook waits for nobody, and a burst shares one
 * commit.
 */
export function createStore({ pool, lane, onStored }: StoreOptions): Store {
  const waiting: Waiting[] = [];
  const idle: (() => void)[] = [];
  let waitingBytes = 0;
  let inFlight = 0;
  let isScheduled = false;

  function schedule() {
    if (isScheduled || inFlight >= MAX_IN_FLIGHT || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const batch = takeBatch();
      schedule();
      void run(batch);
    });
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
    inFlight += 1;
    return waiting.splice(0, rows);
  }

  async function run(batch: Waiting[]) {
    await storeAll(pool, batch, lane * MAX_IN_FLIGHT + inFlight);
    inFlight -= 1;
    onStored?.();
    schedule();
    if (inFlight === 0 && waiting.length === 0) for (const resolve of idle.splice(0)) resolve();
  }

  return {
    store(row) {
      if (waiting.length >= MAX_WAITING_ROWS || waitingBytes >= MAX_WAITING_BYTES) {
        return Promise.resolve({ kind: "overloaded" });
      }
      return new Promise((settle) => {
        waiting.push({ row, settle });
        waitingBytes += row.raw.length;
        schedule();
      });
    },
    drain: () => (inFlight === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((done) => idle.push(done))),
  };
}

async function storeAll(pool: pg.Pool, batch: Waiting[], lane: number): Promise<void> {
  const rows = batch.map(({ row }) => row);
  const [first] = batch;
  try {
    const stored = await storeBatch(pool, rows, lane);
    await Promise.all(batch.map((waiting) => settle(pool, waiting, stored, lane)));
  } catch (error) {
    if (!isRefusedValue(error)) return refuseAll(batch, error);
    if (batch.length === 1 && first !== undefined) return storeWithoutPayload(pool, first, error, lane);
    // One poison row must not fail the others.
    for (const waiting of batch) await storeAll(pool, [waiting], lane);
  }
}

async function settle(pool: pg.Pool, waiting: Waiting, stored: Set<string>, lane: number): Promise<void> {
  const { row } = waiting;
  if (stored.has(row.eventId)) return waiting.settle({ kind: "stored", eventId: row.eventId });
  try {
    waiting.settle(await settleTaken(pool, row, lane));
  } catch (error) {
    refuseAll([waiting], error);
  }
}

function refuseAll(batch: Waiting[], error: unknown): void {
  for (const waiting of batch) waiting.settle({ kind: "unavailable", error });
}

/** The searchable copy of a body is a convenience: PostgreSQL refusing it must not cost the event. */
async function storeWithoutPayload(pool: pg.Pool, waiting: Waiting, error: unknown, lane: number): Promise<void> {
  const { row } = waiting;
  if (row.payloadJson === null) return refuseAll([waiting], error);
  await storeAll(pool, [{ ...waiting, row: { ...row, payloadJson: null, flags: [...row.flags, "unparsed"] } }], lane);
}
