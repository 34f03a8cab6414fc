import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";

/** Runs `work` unless another worker is at it. The lock takes no transaction, which would hold back the feed. */
export async function withCheckLock(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ is_held: boolean }>(
      `SELECT pg_try_advisory_lock(${ADVISORY_LOCK.stateCheck}) AS is_held`,
    );
    if (rows[0]?.is_held) {
      await work(client);
      await client.query(`SELECT pg_advisory_unlock(${ADVISORY_LOCK.stateCheck})`);
    }
    client.release();
  } catch (error) {
    // Closing the connection ends its transaction and frees the lock.
    client.release(true);
    throw error;
  }
}
