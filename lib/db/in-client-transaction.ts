import type pg from "pg";
import { RolledBack } from "./rolled-back.ts";

// A process that is frozen, or cut off, between two statements would keep its locks from all others: for good.
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '10s'";

/**
 * Runs `work` in one transaction on a client of its own; whatever it throws undoes it. `giveUp(outcome)` undoes it too
 * and returns that outcome.
 */
export async function inClientTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, giveUp: (outcome: T) => never) => Promise<T>,
): Promise<T> {
  const giveUp = (outcome: T): never => {
    throw new RolledBack(outcome);
  };
  const client = await pool.connect();
  // Closing the connection ends the transaction, also when the connection itself was the problem.
  let isBroken = true;
  try {
    await client.query(BEGIN);
    const result = await work(client, giveUp);
    await client.query("COMMIT");
    isBroken = false;
    return result;
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    await client.query("ROLLBACK");
    isBroken = false;
    return error.outcome as T;
  } finally {
    client.release(isBroken);
  }
}
