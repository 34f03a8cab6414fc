import { BUSINESS_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { instantColumns, instantSql } from "#lib/db/state/instant-sql.ts";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import type { BusinessState, BusinessStatus } from "#lib/domain/state/business-state.ts";
import type { ConnectionStateName } from "#lib/domain/state/connection-state.ts";
import { businessSays } from "#lib/domain/state/says/business-says.ts";
import type { TaskListStateName } from "#lib/domain/state/task-list-state.ts";
import { SOURCE_COLUMNS, type SourceColumns, shownSource } from "./state-sources.ts";

/** A row of businesses beside its source, connections and task list, as the database returns it. */
export type BusinessRecord = SourceColumns & {
  source_id: string;
  business_id: string;
  display_name: string | null;
  status: BusinessStatus;
  status_since: string | null;
  created_at: string | null;
  external_id: string | null;
  external_ids: string[];
  as_of: string | null;
  decided_by: string[];
  last_seen_at: string | null;
  event_count: number;
  first_event_at: string;
  last_event_at: string;
  late_activity_count: number;
  late_activity_at: string | null;
  connection_counts: ConnectionCounts;
  task_state: TaskListStateName | null;
  task_types: string[] | null;
  task_open_since: string | null;
};

export type ConnectionCounts = Partial<Record<ConnectionStateName, number>>;

/** Adds what a list shows to the few businesses that `page` selects. */
export function withConnectionsAndTasks(
  page: Prisma.Sql,
  order: Prisma.Sql,
  place = Prisma.sql`b.source_id`,
): Prisma.Sql {
  return Prisma.sql`
SELECT ${place}, ${SOURCE_COLUMNS}, b.business_id, ${BUSINESS_NAME} AS display_name, b.status, b.external_id,
  b.external_ids, b.decided_by, b.event_count, b.late_activity_count, ${instantColumns("b", TIMES)},
  coalesce(c.counts, '{}') AS connection_counts, t.state AS task_state, t.task_types,
  ${instantSql(Prisma.sql`t.open_since`)} AS task_open_since
FROM (${page}) AS b
JOIN sources s ON s.id = b.source_id
LEFT JOIN task_lists t ON t.source_id = b.source_id AND t.business_id = b.business_id
LEFT JOIN LATERAL (
  SELECT json_object_agg(state, count) AS counts FROM (
    SELECT state, count(*)::int AS count FROM connections x
    WHERE x.source_id = b.source_id AND x.business_id = b.business_id GROUP BY state
  ) AS by_state
) AS c ON true
${order}`;
}

const TIMES = [
  "status_since",
  "created_at",
  "as_of",
  "last_seen_at",
  "first_event_at",
  "last_event_at",
  "late_activity_at",
] as const;

/** What a business's row is made of, whether read now or computed for a moment of the past. */
export interface BusinessFacts {
  readonly source: SourceColumns;
  readonly id: string;
  readonly displayName: string | null;
  readonly state: BusinessState;
  readonly connectionCounts: ConnectionCounts;
  readonly tasks: BusinessRow["tasks"];
  readonly events: Pick<BusinessRow, "eventCount" | "firstEventAt" | "lastEventAt">;
  readonly lateActivity: BusinessRow["lateActivity"];
}

export function businessFacts(record: BusinessRecord): BusinessFacts {
  const { task_state: state, late_activity_at: lastAt } = record;
  return {
    source: record,
    id: record.business_id,
    displayName: record.display_name,
    state: businessStateOf(record),
    connectionCounts: record.connection_counts,
    tasks: state === null ? null : { state, taskTypes: record.task_types ?? [], openSince: record.task_open_since },
    events: {
      eventCount: record.event_count,
      firstEventAt: record.first_event_at,
      lastEventAt: record.last_event_at,
    },
    lateActivity: lastAt === null ? null : { count: record.late_activity_count, lastAt },
  };
}

function businessStateOf(record: BusinessRecord): BusinessState {
  return {
    status: record.status,
    since: record.status_since,
    createdAt: record.created_at,
    externalId: record.external_id,
    externalIds: record.external_ids,
    asOf: record.as_of,
    decidedBy: record.decided_by,
    lastSeenAt: record.last_seen_at,
  };
}

export function toBusinessRow({ source, id, displayName, state, ...facts }: BusinessFacts): BusinessRow {
  const total = Object.values(facts.connectionCounts).reduce((sum, count) => sum + count, 0);
  return {
    id,
    ...shownSource(source),
    externalId: state.externalId,
    displayName,
    status: state.status,
    since: state.since,
    createdAt: state.createdAt,
    asOf: state.asOf,
    decidedBy: [...state.decidedBy],
    says: businessSays(state),
    connections: { total, byState: facts.connectionCounts },
    tasks: facts.tasks,
    ...facts.events,
    lateActivity: facts.lateActivity,
  };
}
