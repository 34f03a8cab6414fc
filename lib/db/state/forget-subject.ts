import type pg from "pg";

/** A business or a user of a source. */
export type Subject = { source_id: string; business_id: string } | { source_id: string; user_id: string };

/** Removes all notices and state of a business or user from a rebuild. Returns the events, in no order. */
export async function forgetSubject(client: pg.ClientBase, subject: Subject): Promise<string[]> {
  const isBusiness = "business_id" in subject;
  const column = isBusiness ? "business_id" : "user_id";
  const tables = isBusiness ? ["connections", "task_lists", "businesses"] : ["resources", "users"];
  const values = [subject.source_id, isBusiness ? subject.business_id : subject.user_id];
  for (const table of tables) {
    await client.query(`DELETE FROM rebuild.${table} WHERE source_id = $1 AND ${column} = $2`, values);
  }
  const { rows } = await client.query<{ event_id: string }>(
    `DELETE FROM rebuild.notices WHERE source_id = $1 AND ${column} = $2 RETURNING event_id`,
    values,
  );
  const ids = rows.map(({ event_id }) => event_id);
  await client.query("DELETE FROM rebuild.probable_retries WHERE event_id = ANY ($1::uuid[])", [ids]);
  return ids;
}
