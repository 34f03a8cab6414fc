import type { Actor } from "#lib/auth/actor.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ObservationQuery, ObservationRow } from "#lib/domain/api/observations.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { OBSERVATION_COLUMNS, type ObservationRecord, toObservationRow } from "./observation-rows.ts";

/** What operators checked at the provider, newest first. */
export async function listObservations(actor: Actor, query: ObservationQuery): Promise<Page<ObservationRow>> {
  actor.require("state:read");
  const statement = Prisma.sql`
SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN sources s ON s.id = o.source_id ${where(conditionsOf(query))}
ORDER BY o.id DESC LIMIT ${query.limit + 1}`;
  const rows = await refuseSlowRead(() => readRows<ObservationRecord>(statement));
  return toPage(rows.map(toObservationRow), query.limit);
}

function conditionsOf({ subjectKind, source, subjectKey, cursor }: ObservationQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (subjectKind !== undefined) conditions.push(Prisma.sql`o.subject_kind = ${subjectKind}`);
  if (source !== undefined) conditions.push(Prisma.sql`s.slug = ${source}`);
  if (subjectKey !== undefined) conditions.push(Prisma.sql`o.subject_key = ${subjectKey}::text[]`);
  if (cursor !== undefined) conditions.push(Prisma.sql`o.id < ${cursor.id}::uuid`);
  return conditions;
}
