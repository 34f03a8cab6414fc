import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { isUuid } from "#lib/domain/uuid.ts";

/** The exact bytes that were received; null when there are none under this id. */
export async function getEventBody(actor: Actor, eventId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  actor.require("event:read");
  actor.require("payload:read");
  if (!isUuid(eventId)) return null;
  const [row] = await readRows<{ raw: Buffer }>(
    Prisma.sql`SELECT raw FROM bodies WHERE event_id = ${eventId}::uuid LIMIT 1`,
  );
  return row === undefined ? null : new Uint8Array(row.raw);
}
