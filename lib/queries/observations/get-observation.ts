import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import { OBSERVATION_COLUMNS, type ObservationRecord, toObservationRow } from "./observation-rows.ts";

/** An observation, or null. */
export async function getObservation(actor: Actor, id: string): Promise<ObservationRow | null> {
  actor.require("state:read");
  const [row] = await readRows<ObservationRecord>(Prisma.sql`
SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN sources s ON s.id = o.source_id WHERE o.id = ${id}::uuid`);
  return row === undefined ? null : toObservationRow(row);
}
