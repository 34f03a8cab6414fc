import type pg from "pg";
import { isRefusedRow } from "#lib/db/is-refused-row.ts";
import { settleTaken } from "#lib/db/settle-taken.ts";
import { type StoreRow, storeBatch } from "#lib/db/store-batch.ts";

export type StoreOutcome =
  | { kind: "stored"; eventId: string }
  | { kind: "duplicate"; eventId: string }
  | { kind: "id_conflict"; eventId: string }
  /** Nothing is known to be kept: the caller must not acknowledge. */
  | { kind: "unavailable"; error: unknown }
  /** PostgreSQL answered, and refuses this very row. */
  | { kind: "impossible"; error: unknown };

export interface RowInHand {
  row: StoreRow;
  settle: (outcome: StoreOutcome) => void;
}

/** Why the database could not be asked; what was handed in may be stored nevertheless. */
type StoreFailure = { error: unknown };

/** Stores rows in one transaction, or where one of them is refused each in its own. Each is told its outcome. */
export async function storeRows(
  pool: pg.Pool,
  batch: readonly RowInHand[],
  lane: number,
): Promise<StoreFailure | null> {
  const rows = batch.map(({ row }) => row);
  const [first] = batch;
  try {
    const stored = await storeBatch(pool, rows, lane);
    const taken = batch.filter((inHand) => !tellStored(inHand, stored));
    const failures = await Promise.all(taken.map((inHand) => settleTakenRow(pool, inHand, lane)));
    return failures.find((failure) => failure !== null) ?? null;
  } catch (error) {
    if (!isRefusedRow(error)) return failAll(batch, error);
    if (batch.length === 1 && first !== undefined) return storeWithoutPayload(pool, first, error, lane);
    return storeOneByOne(pool, batch, lane);
  }
}

export function failAll(batch: readonly RowInHand[], error: unknown): StoreFailure {
  for (const { settle } of batch) settle({ kind: "unavailable", error });
  return { error };
}

function tellStored({ row, settle }: RowInHand, stored: Set<string>): boolean {
  if (!stored.has(row.eventId)) return false;
  settle({ kind: "stored", eventId: row.eventId });
  return true;
}

async function settleTakenRow(pool: pg.Pool, inHand: RowInHand, lane: number): Promise<StoreFailure | null> {
  try {
    inHand.settle(await settleTaken(pool, inHand.row, lane));
    return null;
  } catch (error) {
    if (!isRefusedRow(error)) return failAll([inHand], error);
    inHand.settle({ kind: "impossible", error });
    return null;
  }
}

/** One poison row must not fail the others. */
async function storeOneByOne(pool: pg.Pool, batch: readonly RowInHand[], lane: number): Promise<StoreFailure | null> {
  for (const [index, inHand] of batch.entries()) {
    const failure = await storeRows(pool, [inHand], lane);
    if (failure !== null) return failAll(batch.slice(index + 1), failure.error);
  }
  return null;
}

/** The searchable copy of a body is a convenience: PostgreSQL refusing it must not cost the event. */
async function storeWithoutPayload(pool: pg.Pool, inHand: RowInHand, error: unknown, lane: number) {
  const { row, settle } = inHand;
  if (row.payloadJson !== null) {
    const bare = { ...row, payloadJson: null, flags: [...row.flags, "unparsed"] };
    return storeRows(pool, [{ settle, row: bare }], lane);
  }
  settle({ kind: "impossible", error });
  return null;
}
