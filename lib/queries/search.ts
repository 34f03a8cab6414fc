import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { SearchHit } from "#lib/domain/api/search.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { refuseSlowRead } from "./refuse-slow-read.ts";

/** Where an id leads: every thing that carries exactly this id, and sources and destinations by a part of their name. */
export async function search(actor: Actor, q: string): Promise<Page<SearchHit>> {
  actor.require("event:read");
  const byName = Prisma.sql`SELECT ${Prisma.join(COLUMNS)} FROM (${namedThings(q)}) AS t (kind, id, title)`;
  const statements = isUuid(q) ? [thingsById(q), byName] : [factsById(q), byName];
  const rows = await refuseSlowRead(() => Promise.all(statements.map((statement) => readRows<Hit>(statement))));
  return { data: rows.flat().map(toHit), nextCursor: null };
}

type Hit = { kind: SearchHit["kind"]; id: string; title: string };

const COLUMNS = [Prisma.sql`kind`, Prisma.sql`id`, Prisma.sql`title`];
const MAX_NAMED = 10;

function thingsById(id: string): Prisma.Sql {
  return Prisma.sql`
SELECT 'event' AS kind, id::text, type AS title FROM events WHERE id = ${id}::uuid
UNION ALL SELECT 'delivery', d.id::text, 'Delivery to ' || x.name FROM deliveries d
  JOIN destinations x ON x.id = d.destination_id WHERE d.id = ${id}::uuid
UNION ALL SELECT 'destination', id::text, name FROM destinations WHERE id = ${id}::uuid AND deleted_at IS NULL
UNION ALL SELECT 'replay', id::text, coalesce(name, 'Replay') FROM replays WHERE id = ${id}::uuid
UNION ALL SELECT 'request', id::text, 'Request to ' || slug FROM requests WHERE id = ${id}::uuid
UNION ALL (${factsById(id)})`;
}

/** Each arm looks into one index and stops at the first row. */
function factsById(id: string): Prisma.Sql {
  const first = (kind: string, column: string, title: string) => Prisma.sql`
    (SELECT ${kind} AS kind, ${Prisma.raw(column)} AS id, ${title} AS title FROM events
     WHERE ${Prisma.raw(column)} = ${id} LIMIT 1)`;
  return Prisma.sql`
SELECT 'event' AS kind, id::text AS id, type AS title FROM events
  WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND provider_key IN (${id}, ${`${id}#2`})
UNION ALL ${first("business", "business_id", "Events of this business")}
UNION ALL (SELECT 'business', business_id, 'Business with the external id ' || external_id FROM events
  WHERE external_id = ${id} AND business_id IS NOT NULL LIMIT 1)
UNION ALL ${first("user", "user_id", "Events of this user")}
UNION ALL ${first("subject", "subject", "Events about this")}`;
}

function namedThings(q: string): Prisma.Sql {
  const pattern = `%${q.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return Prisma.sql`
(SELECT 'source', slug, name FROM sources WHERE deleted_at IS NULL AND (slug ILIKE ${pattern} OR name ILIKE ${pattern})
  ORDER BY name LIMIT ${MAX_NAMED})
UNION ALL
(SELECT 'destination', id::text, name FROM destinations WHERE deleted_at IS NULL AND name ILIKE ${pattern}
  ORDER BY name LIMIT ${MAX_NAMED})`;
}

const URLS = {
  event: (id) => `/events/${id}`,
  request: (id) => `/requests/${id}`,
  delivery: (id) => `/deliveries/${id}`,
  replay: (id) => `/replays/${id}`,
  source: (id) => `/sources/${id}`,
  destination: (id) => `/destinations/${id}`,
  business: (id) => `/events?businessId=${encodeURIComponent(id)}`,
  user: (id) => `/events?userId=${encodeURIComponent(id)}`,
  subject: (id) => `/events?subjectId=${encodeURIComponent(id)}`,
} satisfies Record<SearchHit["kind"], (id: string) => string>;

function toHit({ kind, id, title }: Hit): SearchHit {
  return { kind, id, title, url: URLS[kind](id) };
}
