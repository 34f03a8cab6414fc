import type * as z from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { ParkedEvent, parkedEventQuery } from "#lib/domain/api/projection.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";

/** Events that could not be worked into the state; the newest first. */
export async function listParkedEvents(
  actor: Actor,
  { limit, cursor }: z.output<typeof parkedEventQuery>,
): Promise<Page<ParkedEvent>> {
  actor.require("state:read");
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`WHERE p.event_id < ${cursor.id}::uuid`;
  const rows = await refuseSlowRead(() =>
    readRows<ParkedRecord>(Prisma.sql`
SELECT p.*, e.type, s.slug FROM parked_events p JOIN events e ON e.id = p.event_id JOIN sources s ON s.id = e.source_id
${after} ORDER BY p.event_id DESC LIMIT ${limit + 1}`),
  );
  const { data, nextCursor } = toPage(
    rows.map((row) => ({ ...row, id: row.event_id })),
    limit,
  );
  return { data: data.map(toParkedEvent), nextCursor };
}

type ParkedRecord = {
  event_id: string;
  error: string;
  attempts: number;
  parked_at: Date;
  next_attempt_at: Date | null;
  type: string;
  slug: string;
};

function toParkedEvent({
  event_id,
  error,
  attempts,
  parked_at,
  next_attempt_at,
  type,
  slug,
}: ParkedRecord): ParkedEvent {
  return {
    eventId: event_id,
    type,
    source: slug,
    error,
    attempts,
    parkedAt: parked_at.toISOString(),
    nextAttemptAt: next_attempt_at?.toISOString() ?? null,
  };
}
