import { readRows } from "#lib/db/read-rows.ts";

/** The clock by which heartbeats and events are dated: that of this machine may be another. */
export async function readDatabaseTime(): Promise<Date> {
  const [row] = await readRows<{ now: Date }>({ text: "SELECT clock_timestamp() AS now", values: [] });
  if (row === undefined) throw new Error("the database did not tell its time");
  return row.now;
}
