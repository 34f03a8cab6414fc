import { USER_BUSINESS } from "#lib/db/directory/joined-sql.ts";
import { USER_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { instantColumns } from "#lib/db/state/instant-sql.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import { SOURCE_COLUMNS, type SourceColumns, shownSource } from "./state-sources.ts";

/** A row of users beside its source, resources and business, as the database returns it. */
export type UserRecord = SourceColumns & {
  source_id: string;
  user_id: string;
  display_name: string | null;
  business: UserRow["business"];
  event_count: number;
  first_event_at: string;
  last_event_at: string;
  resource_counts: Record<string, number>;
  open_errors: number;
};

/** Adds what a list shows to the few users that `page` selects. */
export function withResources(page: Prisma.Sql, order: Prisma.Sql, place = Prisma.sql`u.source_id`): Prisma.Sql {
  return Prisma.sql`
SELECT ${place}, ${SOURCE_COLUMNS}, u.user_id, ${USER_NAME} AS display_name, ${USER_BUSINESS} AS business,
  u.event_count, ${instantColumns("u", ["first_event_at", "last_event_at"])},
  coalesce(r.counts, '{}') AS resource_counts, coalesce(r.open_errors, 0)::int AS open_errors
FROM (${page}) AS u
JOIN sources s ON s.id = u.source_id
LEFT JOIN LATERAL (
  SELECT json_object_agg(resource, count) AS counts, sum(errors) AS open_errors FROM (
    SELECT resource, count(*)::int AS count, count(*) FILTER (WHERE has_open_error) AS errors FROM resources x
    WHERE x.source_id = u.source_id AND x.user_id = u.user_id GROUP BY resource
  ) AS by_resource
) AS r ON true
${order}`;
}

export function toUserRow(record: UserRecord): UserRow {
  return {
    id: record.user_id,
    ...shownSource(record),
    displayName: record.display_name,
    business: record.business,
    resources: record.resource_counts,
    openErrors: record.open_errors,
    eventCount: record.event_count,
    firstEventAt: record.first_event_at,
    lastEventAt: record.last_event_at,
  };
}
