import type pg from "pg";

export type Snapshot = { snapshot: string; upTo: Date };

/** What is committed at this moment, in the caller's transaction. */
export async function readSnapshot(client: pg.ClientBase): Promise<Snapshot> {
  const { rows } = await client.query<Snapshot>(
    `SELECT pg_current_snapshot()::text AS snapshot, date_trunc('milliseconds', now()) AS "upTo"`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the snapshot statement returned no row");
  return row;
}
