import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { type EventFilter, splitTypes } from "#lib/domain/event-filter.ts";
import { matchesEventType } from "#lib/domain/event-type-filter.ts";

/** The sources and types a filter allows; null means all of them. */
export type EventScope = { sourceIds: string[] | null; types: string[] | null };

/** Turns slugs, providers, environments and wildcards into the values that the indexes of events know. */
export async function findEventScope(filter: EventFilter): Promise<EventScope> {
  const [sourceIds, types] = await Promise.all([findSourceIds(filter), findTypes(filter.type)]);
  return { sourceIds, types };
}

async function findSourceIds({ source, provider, environment }: EventFilter): Promise<string[] | null> {
  const wanted: Prisma.Sql[] = [];
  if (source !== undefined) wanted.push(Prisma.sql`slug = ${source}`);
  if (provider !== undefined) wanted.push(Prisma.sql`provider = ${provider}::provider_name`);
  if (environment !== undefined) wanted.push(Prisma.sql`environment = ${environment}::environment`);
  if (wanted.length === 0) return null;
  const rows = await readRows<{ id: string }>(Prisma.sql`SELECT id FROM sources WHERE ${Prisma.join(wanted, " AND ")}`);
  return rows.map((row) => row.id);
}

async function findTypes(type: string | undefined): Promise<string[] | null> {
  if (type === undefined) return null;
  const patterns = splitTypes(type);
  if (!patterns.some((pattern) => pattern.includes("*"))) return patterns;
  const known = await listEventTypes();
  return known.filter((candidate) => matchesEventType(patterns, candidate));
}

/** Every event type there is, by jumping from one to the next in the index instead of reading all rows. */
export async function listEventTypes(): Promise<string[]> {
  const rows = await readRows<{ type: string }>(DISTINCT_TYPES);
  return rows.map((row) => row.type);
}

const MAX_TYPES = 500;
const DISTINCT_TYPES = Prisma.sql`
WITH RECURSIVE step AS (
  (SELECT type FROM events ORDER BY type LIMIT 1)
  UNION ALL
  SELECT (SELECT e.type FROM events e WHERE e.type > step.type ORDER BY e.type LIMIT 1) FROM step WHERE step.type IS NOT NULL
)
SELECT type FROM step WHERE type IS NOT NULL LIMIT ${MAX_TYPES}`;
