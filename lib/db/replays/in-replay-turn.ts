import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";

/**
 * Runs `work` in a transaction as the one worker that carries this replay forward; null when another one is at it. The
 * row itself stays free, so that an operator's cancel never waits for a long selection. `giveUp` undoes everything.
 */
export function inReplayTurn<T>(
  pool: pg.Pool,
  replayId: string,
  work: (client: pg.PoolClient, giveUp: (outcome: T) => never) => Promise<T>,
): Promise<T | null> {
  return inClientTransaction<T | null>(pool, async (client, giveUp) =>
    (await tryLock(client, replayId)) ? work(client, giveUp) : null,
  );
}

async function tryLock(client: pg.ClientBase, replayId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS locked",
    [ADVISORY_LOCK.replayClass, replayId],
  );
  return rows[0]?.locked === true;
}
