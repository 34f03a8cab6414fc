import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";

class GivenUp<T> extends Error {
  readonly outcome: T;

  constructor(outcome: T) {
    super("given up");
    this.outcome = outcome;
  }
}

/**
 * Runs `work` in a transaction as the one worker that carries this replay forward; null when another one is at it. The
 * row itself stays free, so that an operator's cancel never waits for a long selection. `giveUp` undoes everything.
 */
export async function inReplayTurn<T>(
  pool: pg.Pool,
  replayId: string,
  work: (client: pg.PoolClient, giveUp: (outcome: T) => never) => Promise<T>,
): Promise<T | null> {
  const giveUp = (outcome: T): never => {
    throw new GivenUp(outcome);
  };
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query("BEGIN");
    const result = (await tryLock(client, replayId)) ? await work(client, giveUp) : null;
    await client.query("COMMIT");
    isBroken = false;
    return result;
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    await client.query("ROLLBACK");
    isBroken = false;
    return error.outcome as T;
  } finally {
    client.release(isBroken);
  }
}

async function tryLock(client: pg.ClientBase, replayId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS locked",
    [ADVISORY_LOCK.replayClass, replayId],
  );
  return rows[0]?.locked === true;
}
