import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { SearchCandidate } from "#lib/domain/rank-hits.ts";
import { type StateRecord, toStateCandidate } from "./search-state-hits.ts";
import { businessesWhere, usersWhere } from "./search-state-rows.ts";

interface NamedEntry {
  id: string;
  externalId: string | null;
  businessId: string | null;
  userId: string | null;
  displayName: string;
}

const MAX_ENTRIES = 50;

/** What the operators' names that hold the text lead to; a name whose ids no event gave yet, to the directory. */
export async function namedInDirectory(q: string): Promise<SearchCandidate[]> {
  const entries = await readRows<NamedEntry>(entriesHolding(q));
  if (entries.length === 0) return [];
  const records = await readNamed(entries);
  const isSeen = (entry: NamedEntry) =>
    records.some((record) =>
      record.kind === "business"
        ? record.business_id === entry.businessId || record.external_id === entry.externalId
        : record.kind === "user" && record.user_id === entry.userId,
    );
  return [...records.map(toStateCandidate), ...entries.filter((entry) => !isSeen(entry)).map(toCandidate)];
}

function entriesHolding(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`
SELECT id::text, external_id AS "externalId", business_id AS "businessId", user_id AS "userId",
  display_name AS "displayName"
FROM directory_entries
WHERE display_name ILIKE ${pattern} OR external_id ILIKE ${pattern} OR business_id ILIKE ${pattern}
  OR user_id ILIKE ${pattern}
ORDER BY lower(display_name) <> lower(${q}), length(display_name) LIMIT ${MAX_ENTRIES}`;
}

function readNamed(entries: readonly NamedEntry[]): Promise<StateRecord[]> {
  const given = (ids: (string | null)[]) => ids.filter((id) => id !== null);
  const businessIds = given(entries.map(({ businessId }) => businessId));
  const externalIds = given(entries.map(({ externalId }) => externalId));
  const userIds = given(entries.map(({ userId }) => userId));
  const businesses = businessesWhere(
    Prisma.sql`(b.business_id = ANY (${businessIds}) OR (b.external_ids && ${externalIds} AND b.external_id = ANY (${externalIds})))`,
  );
  const users = usersWhere(Prisma.sql`u.user_id = ANY (${userIds})`);
  return Promise.all([readRows<StateRecord>(businesses), readRows<StateRecord>(users)]).then((found) => found.flat());
}

function toCandidate(entry: NamedEntry): SearchCandidate {
  const { id, displayName, externalId, businessId, userId } = entry;
  const ids = [externalId, businessId, userId].filter((each) => each !== null);
  return {
    hit: {
      kind: "directory",
      id,
      what: "Name in the directory",
      title: displayName,
      detail: `${ids.join(" · ")} · in no event yet`,
      source: null,
      url: `/directory?q=${encodeURIComponent(displayName)}`,
    },
    texts: [displayName, ...ids],
  };
}
