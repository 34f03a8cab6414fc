import type pg from "pg";

/** Runs `work` in one transaction on a client of its own; whatever it throws undoes it. */
export async function inClientTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // Closing the connection ends the transaction, also when the connection itself was the problem.
    client.release(true);
    throw error;
  }
}
