import { Prisma } from "#lib/db/generated/client.ts";
import { likeBeginning, likePattern } from "#lib/db/like-pattern.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { SearchCandidate } from "#lib/domain/rank-hits.ts";

type Fact = { kind: keyof typeof FACTS; id: string; title: string; texts: string[] };

const FACTS = {
  event: { what: "Event", url: (id: string) => `/events/${id}` },
  business: { what: "Business", url: (id: string) => `/events?businessId=${encodeURIComponent(id)}` },
  user: { what: "User", url: (id: string) => `/events?userId=${encodeURIComponent(id)}` },
  subject: { what: "Subject", url: (id: string) => `/events?subjectId=${encodeURIComponent(id)}` },
} as const;

/** How many of the newest events are looked through for a part of a request id. */
const RECENT = 20_000;
const MAX_EVENTS = 20;

type Reads = Record<"whole" | "parts", (() => Promise<SearchCandidate[]>)[]>;

/** Events by the id of the provider's request, and what events are about, also before it has a state. */
export function searchEvents(q: string): Reads {
  const read = (statement: Prisma.Sql) => async () => (await readRows<Fact>(statement)).map(toCandidate);
  return { whole: [read(factsById(q))], parts: [read(keysBeginning(q)), read(recentKeysHolding(q))] };
}

/** Each arm looks into one index and stops at the first row. */
function factsById(id: string): Prisma.Sql {
  const first = (kind: string, column: string, title: string) => Prisma.sql`
    (SELECT ${kind}, ${Prisma.raw(column)}, ${title}, ARRAY[${Prisma.raw(column)}] FROM events
     WHERE ${Prisma.raw(column)} = ${id} LIMIT 1)`;
  return Prisma.sql`
SELECT 'event' AS kind, id::text AS id, type AS title, ARRAY[provider_key, ${id}] AS texts FROM events
  WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND provider_key IN (${id}, ${`${id}#2`})
UNION ALL ${first("business", "business_id", "Events of this business")}
UNION ALL (SELECT 'business', business_id, 'Business with the external id ' || external_id, ARRAY[external_id] FROM events
  WHERE external_id = ${id} AND business_id IS NOT NULL LIMIT 1)
UNION ALL ${first("user", "user_id", "Events of this user")}
UNION ALL ${first("subject", "subject", "Events about this")}`;
}

function keysBeginning(q: string): Prisma.Sql {
  return Prisma.sql`
SELECT 'event' AS kind, id::text AS id, type AS title, ARRAY[provider_key] AS texts FROM events
WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND provider_key LIKE ${likeBeginning(q)} LIMIT ${MAX_EVENTS}`;
}

function recentKeysHolding(q: string): Prisma.Sql {
  return Prisma.sql`
SELECT 'event' AS kind, id::text AS id, type AS title, ARRAY[provider_key] AS texts
FROM (SELECT id, type, provider_key FROM events ORDER BY id DESC LIMIT ${RECENT}) AS recent
WHERE provider_key ILIKE ${likePattern(q)} LIMIT ${MAX_EVENTS}`;
}

function toCandidate({ kind, id, title, texts }: Fact): SearchCandidate {
  const { what, url } = FACTS[kind];
  const detail = kind === "event" ? (texts[0] ?? null) : null;
  return { hit: { kind, id, what, title, detail, source: null, url: url(id) }, texts };
}
