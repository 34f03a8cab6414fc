import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";

export interface FoundSubject {
  readonly sourceId: string;
  /** The provider's id, also when it was found by an external one. */
  readonly id: string;
  readonly otherSources: string[];
}

type Candidate = { source_id: string; id: string; slug: string };

/**
 * The business of this id, or of this external id when none has it, present before former. Of several sources the one
 * asked for, else the most recently active.
 */
export async function findBusiness(id: string, source: string | undefined): Promise<FoundSubject | null> {
  if (isUnstorable(id)) return null;
  const candidates = await readRows<Candidate>(Prisma.sql`
SELECT b.source_id, b.business_id AS id, s.slug FROM businesses b JOIN sources s ON s.id = b.source_id
WHERE b.business_id = ${id} OR b.external_ids @> ARRAY[${id}]::text[]
ORDER BY b.business_id = ${id} DESC, b.external_id = ${id} DESC NULLS LAST, b.last_event_at DESC, s.slug, b.business_id`);
  return pick(candidates, source);
}

/** The user of this id; of several sources the one asked for, else the most recently active. */
export async function findUser(id: string, source: string | undefined): Promise<FoundSubject | null> {
  if (isUnstorable(id)) return null;
  const candidates = await readRows<Candidate>(Prisma.sql`
SELECT u.source_id, u.user_id AS id, s.slug FROM users u JOIN sources s ON s.id = u.source_id
WHERE u.user_id = ${id} ORDER BY u.last_event_at DESC, s.slug`);
  return pick(candidates, source);
}

/** PostgreSQL takes no NUL in a text, so that nothing stored has one. */
function isUnstorable(id: string): boolean {
  return id.includes("\0");
}

function pick(candidates: readonly Candidate[], source: string | undefined): FoundSubject | null {
  const chosen = candidates.find(({ slug }) => source === undefined || slug === source);
  if (chosen === undefined) return null;
  const others = candidates.filter(({ id, slug }) => id === chosen.id && slug !== chosen.slug);
  return { sourceId: chosen.source_id, id: chosen.id, otherSources: others.map(({ slug }) => slug) };
}
