import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { SearchCandidate } from "#lib/domain/rank-hits.ts";
import { isUuid } from "#lib/domain/uuid.ts";

type Thing = { kind: keyof typeof THINGS; id: string; title: string; texts: string[] };

const THINGS = {
  event: { what: "Event", url: (id: string) => `/events/${id}` },
  delivery: { what: "Delivery", url: (id: string) => `/deliveries/${id}` },
  request: { what: "Request", url: (id: string) => `/requests/${id}` },
  replay: { what: "Replay", url: (id: string) => `/replays/${id}` },
  source: { what: "Source", url: (id: string) => `/sources/${encodeURIComponent(id)}` },
  destination: { what: "Destination", url: (id: string) => `/destinations/${id}` },
} as const;

const MAX_NAMED = 10;

/** What has an id of ours, and sources and destinations by a part of their name. */
export function searchThings(q: string): (() => Promise<SearchCandidate[]>)[] {
  const statements = isUuid(q) ? [thingsById(q), namedThings(q)] : [namedThings(q)];
  return statements.map((statement) => async () => (await readRows<Thing>(statement)).map(toCandidate));
}

function thingsById(id: string): Prisma.Sql {
  return Prisma.sql`
SELECT kind, id, title, ARRAY[id] AS texts FROM (
  SELECT 'event', id::text, type FROM events WHERE id = ${id}::uuid
  UNION ALL SELECT 'delivery', d.id::text, 'Delivery to ' || x.name FROM deliveries d
    JOIN destinations x ON x.id = d.destination_id WHERE d.id = ${id}::uuid
  UNION ALL SELECT 'destination', id::text, name FROM destinations WHERE id = ${id}::uuid AND deleted_at IS NULL
  UNION ALL SELECT 'replay', id::text, coalesce(name, 'Replay') FROM replays WHERE id = ${id}::uuid
  UNION ALL SELECT 'request', id::text, 'Request to ' || slug FROM requests WHERE id = ${id}::uuid
) AS things (kind, id, title)`;
}

function namedThings(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`
(SELECT 'source' AS kind, slug AS id, name AS title, ARRAY[slug, name] AS texts FROM sources
  WHERE deleted_at IS NULL AND (slug ILIKE ${pattern} OR name ILIKE ${pattern}) ORDER BY name LIMIT ${MAX_NAMED})
UNION ALL
(SELECT 'destination', id::text, name, ARRAY[name] FROM destinations
  WHERE deleted_at IS NULL AND name ILIKE ${pattern} ORDER BY name LIMIT ${MAX_NAMED})`;
}

function toCandidate({ kind, id, title, texts }: Thing): SearchCandidate {
  const { what, url } = THINGS[kind];
  return { hit: { kind, id, what, title, detail: null, source: null, url: url(id) }, texts };
}
