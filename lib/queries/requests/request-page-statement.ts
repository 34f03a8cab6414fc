import { Prisma } from "#lib/db/generated/client.ts";
import { highestIdAt, lowestIdAt } from "#lib/db/id-at.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { RequestQuery } from "#lib/domain/api/requests.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import { withSource } from "./request-rows.ts";
import { selectRequests } from "./select-requests.ts";

/** One page of the request log, newest first, as one statement: a row more than the page, which tells of the next. */
export async function requestPageStatement(query: RequestQuery, now: Date): Promise<Prisma.Sql> {
  const { source, outcome, cause, eventId, isKept, limit } = query;
  const { isUnknown, sourceIds } = await findSources(query);
  const isRejected = outcome === "rejected" || cause !== undefined || isKept !== undefined || isUnknown;
  const ofRows = rowConditions(query);
  // A slug that no source has is looked for among the addresses that were asked for in vain.
  if (isUnknown) ofRows.push(Prisma.sql`r.outcome = 'rejected' AND r.cause = 'unknown_source' AND r.slug = ${source}`);
  const ofEvents = eventId === undefined ? [] : [Prisma.sql`r.id = ${eventId}::uuid`];
  const page = selectRequests({
    sourceIds,
    ofAll: commonConditions(query, now),
    ofRows,
    ofEvents: isRejected ? null : ofEvents,
    direction: "DESC",
    limit: limit + 1,
  });
  return withSource(page, Prisma.sql`r.id DESC`);
}

type FoundSources = { isUnknown: boolean; sourceIds: string[] | null };

/** An address that no source has belongs to no environment either. */
async function findSources({ source, environment }: RequestQuery): Promise<FoundSources> {
  if (source === undefined && environment === undefined) return { isUnknown: false, sourceIds: null };
  const condition = source === undefined ? Prisma.sql`true` : Prisma.sql`slug = ${source}`;
  const found = await readRows<{ id: string; environment: Environment }>(
    Prisma.sql`SELECT id, environment FROM sources WHERE ${condition}`,
  );
  const isUnknown = source !== undefined && found.length === 0;
  if (isUnknown && environment === undefined) return { isUnknown, sourceIds: null };
  const meant = found.filter((each) => environment === undefined || each.environment === environment);
  return { isUnknown, sourceIds: meant.map(({ id }) => id) };
}

function commonConditions({ from, to, cursor }: RequestQuery, now: Date): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (from !== undefined) {
    const since = resolveFilterTime(from, now);
    conditions.push(
      Prisma.sql`r.id >= ${lowestIdAt(since)}::uuid AND r.received_at >= ${since.toISOString()}::timestamptz`,
    );
  }
  if (to !== undefined) {
    const until = resolveFilterTime(to, now);
    conditions.push(
      Prisma.sql`r.id <= ${highestIdAt(until)}::uuid AND r.received_at < ${until.toISOString()}::timestamptz`,
    );
  }
  if (cursor !== undefined) conditions.push(Prisma.sql`r.id < ${cursor.id}::uuid`);
  return conditions;
}

function rowConditions({ outcome, cause, eventId, isKept }: RequestQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (outcome !== undefined) conditions.push(Prisma.sql`r.outcome = ${Prisma.raw(`'${outcome}'`)}`);
  // Only rejections have a cause; saying so lets the partial index serve.
  if (cause !== undefined) conditions.push(Prisma.sql`r.outcome = 'rejected' AND r.cause = ${cause}`);
  if (eventId !== undefined) conditions.push(Prisma.sql`r.event_id = ${eventId}::uuid`);
  if (isKept !== undefined) conditions.push(Prisma.sql`r.body IS NOT NULL AND r.accepted_later_at IS NULL`);
  return conditions;
}
