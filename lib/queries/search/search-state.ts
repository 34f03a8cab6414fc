import { Prisma } from "#lib/db/generated/client.ts";
import { likeBeginning, likePattern } from "#lib/db/like-pattern.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { SearchCandidate } from "#lib/domain/rank-hits.ts";
import { namedInDirectory } from "./search-directory.ts";
import { type StateRecord, toStateCandidate } from "./search-state-hits.ts";
import { businessesWhere, connectionsWhere, resourcesWhere, usersWhere } from "./search-state-rows.ts";

type Read = () => Promise<SearchCandidate[]>;

/** So many rows of a kind are ranked; a text that more of them hold is too short to tell them apart. */
const MAX_RANKED = 200;
/** Fewer characters are looked for at the beginning of an id only. */
const MIN_INSIDE = 3;

/** Businesses, connections, users and resources by their ids, present and former, and by the operators' names. */
export function searchState(q: string): { whole: Read[]; parts: Read[] } {
  const read = (statement: Prisma.Sql) => async () =>
    (await readRows<StateRecord>(Prisma.sql`${statement} LIMIT ${MAX_RANKED}`)).map(toStateCandidate);
  const whole = [
    businessesWhere(Prisma.sql`(b.business_id = ${q} OR b.external_ids @> ARRAY[${q}])`),
    connectionsWhere(Prisma.sql`c.account_id = ${q}`),
    usersWhere(Prisma.sql`u.user_id = ${q}`),
    resourcesWhere(Prisma.sql`r.resource_id = ${q}`),
  ];
  const begins = (column: string) => Prisma.sql`${Prisma.raw(column)} LIKE ${likeBeginning(q)}`;
  const holds = (column: string) => Prisma.sql`${Prisma.raw(column)} ILIKE ${likePattern(q)}`;
  const ways = q.length < MIN_INSIDE ? [begins] : [begins, holds];
  const parts = ways.flatMap((matches) => [
    connectionsWhere(matches("c.account_id")),
    usersWhere(matches("u.user_id")),
    resourcesWhere(matches("r.resource_id")),
  ]);
  const externalIds = "array_to_string(b.external_ids, E'\\n')";
  const businesses = businessesWhere(Prisma.sql`(${holds("b.business_id")} OR ${holds(externalIds)})`);
  return {
    whole: whole.map(read),
    parts: [...[businesses, ...parts].map(read), () => namedInDirectory(q)],
  };
}
