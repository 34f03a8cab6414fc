import type pg from "pg";

const CHECK_LOCK = 620_731_407;

/** Runs `work` unless another worker is at it. The lock takes no transaction, which would hold back the feed. */
export async function withCheckLock(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ is_held: boolean }>(`SELECT pg_try_advisory_lock(${CHECK_LOCK}) AS is_held`);
    if (rows[0]?.is_held) {
      await work(client);
      await client.query(`SELECT pg_advisory_unlock(${CHECK_LOCK})`);
    }
    client.release();
  } catch (error) {
    // Closing the connection ends its transaction and frees the lock.
    client.release(true);
    throw error;
  }
}
