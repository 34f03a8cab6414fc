import type { Actor } from "#lib/auth/actor.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { highestIdAt, lowestIdAt } from "#lib/db/id-at.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { RequestQuery, RequestRow } from "#lib/domain/api/requests.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { type RequestRecord, toRequestRow, withSource } from "./request-rows.ts";

/** Everything that knocked, accepted or rejected, newest first. */
export async function listRequests(actor: Actor, query: RequestQuery): Promise<Page<RequestRow>> {
  actor.require("request:read");
  const conditions = [...conditionsOf(query, new Date()), ...(await sourceConditions(query.source))];
  const page = Prisma.sql`SELECT r.* FROM requests r ${where(conditions)} ORDER BY r.id DESC LIMIT ${query.limit + 1}`;
  const rows = await refuseSlowRead(() => readRows<RequestRecord>(withSource(page, Prisma.sql`r.id DESC`)));
  const canSeeBodies = actor.can("payload:read");
  return toPage(
    rows.map((row) => toRequestRow(row, canSeeBodies)),
    query.limit,
  );
}

function conditionsOf(query: RequestQuery, now: Date): Prisma.Sql[] {
  const { outcome, cause, environment, eventId, isKept, cursor } = query;
  const conditions = timeConditions(query, now);
  if (outcome !== undefined) conditions.push(Prisma.sql`r.outcome = ${Prisma.raw(`'${outcome}'`)}`);
  // Only rejections have a cause; saying so lets the partial index serve.
  if (cause !== undefined) conditions.push(Prisma.sql`r.outcome = 'rejected' AND r.cause = ${cause}`);
  if (environment !== undefined) {
    conditions.push(
      Prisma.sql`r.source_id = ANY (ARRAY (SELECT id FROM sources WHERE environment = ${environment}::environment))`,
    );
  }
  if (eventId !== undefined) conditions.push(Prisma.sql`r.event_id = ${eventId}::uuid`);
  if (isKept !== undefined) conditions.push(Prisma.sql`r.body IS NOT NULL AND r.accepted_later_at IS NULL`);
  if (cursor !== undefined) conditions.push(Prisma.sql`r.id < ${cursor.id}::uuid`);
  return conditions;
}

/** A slug that no source has is looked for among the addresses that were asked for in vain. */
async function sourceConditions(slug: string | undefined): Promise<Prisma.Sql[]> {
  if (slug === undefined) return [];
  const [source] = await readRows<{ id: string }>(Prisma.sql`SELECT id FROM sources WHERE slug = ${slug}`);
  if (source !== undefined) return [Prisma.sql`r.source_id = ${source.id}::uuid`];
  return [Prisma.sql`r.outcome = 'rejected' AND r.cause = 'unknown_source' AND r.slug = ${slug}`];
}

function timeConditions({ from, to }: RequestQuery, now: Date): Prisma.Sql[] {
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
  return conditions;
}
