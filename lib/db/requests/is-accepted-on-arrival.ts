import { readRows } from "#lib/db/read-rows.ts";

/** Whether this is the id of a request that became an event at once, which has the event's id and no row of its own. */
export async function isAcceptedOnArrival(id: string): Promise<boolean> {
  const text = "SELECT 1 FROM events WHERE id = $1::uuid AND body_size IS NOT NULL";
  return (await readRows({ text, values: [id] })).length > 0;
}
