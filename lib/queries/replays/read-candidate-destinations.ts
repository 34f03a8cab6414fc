import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { CandidateDestination } from "#lib/domain/not-sent.ts";

type CandidateRecord = {
  id: string;
  name: string;
  event_types: string[];
  sources: string[];
  paused_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** The destinations there are now, with what decides whether an event goes to them. */
export async function readCandidateDestinations(): Promise<CandidateDestination[]> {
  const rows = await readRows<CandidateRecord>(Prisma.sql`
SELECT id, name, event_types, sources, paused_at, created_at, updated_at
FROM destinations WHERE deleted_at IS NULL ORDER BY name, id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    eventTypes: row.event_types,
    sources: row.sources,
    isPaused: row.paused_at !== null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}
