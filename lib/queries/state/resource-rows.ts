import { USER_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { instantColumns } from "#lib/db/state/instant-sql.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { fixFor } from "#lib/domain/resource-error.ts";
import type { ReceivedStatus, ResourceCertainty, ResourceState } from "#lib/domain/state/resource-state.ts";
import { resourceSays } from "#lib/domain/state/says/resource-says.ts";
import { SOURCE_COLUMNS, type SourceColumns, shownSource } from "./state-sources.ts";

/** A row of resources beside its source, as the database returns it. */
export type ResourceRecord = SourceColumns & {
  source_id: string;
  user_id: string;
  display_name: string | null;
  resource: string;
  resource_id: string;
  status: string | null;
  message: string | null;
  certainty: ResourceCertainty;
  also_received: ReceivedStatus[];
  has_open_error: boolean;
  first_received_at: string;
  status_since: string;
  last_received_at: string;
  decided_by: string[];
};

/** Adds what a list shows to the few resources that `page` selects under the alias u. */
export function withUser(page: Prisma.Sql, order: Prisma.Sql, place = Prisma.sql`u.source_id`): Prisma.Sql {
  return Prisma.sql`
SELECT ${place}, ${SOURCE_COLUMNS}, u.user_id, ${USER_NAME} AS display_name, u.resource, u.resource_id, u.status,
  u.message, u.certainty, u.also_received, u.has_open_error, u.decided_by,
  ${instantColumns("u", ["first_received_at", "status_since", "last_received_at"])}
FROM (${page}) AS u
JOIN sources s ON s.id = u.source_id
${order}`;
}

/** What a resource's row is made of, whether read now or computed for a moment of the past. */
export interface ResourceFacts {
  readonly source: SourceColumns;
  readonly userId: string;
  readonly displayName: string | null;
  readonly resource: string;
  readonly resourceId: string;
  readonly state: ResourceState;
  readonly observation: ObservationRow | null;
}

export function resourceFacts(record: ResourceRecord, observation: ObservationRow | null): ResourceFacts {
  return {
    source: record,
    userId: record.user_id,
    displayName: record.display_name,
    resource: record.resource,
    resourceId: record.resource_id,
    state: resourceStateOf(record),
    observation,
  };
}

function resourceStateOf(record: ResourceRecord): ResourceState {
  return {
    status: record.status,
    message: record.message,
    certainty: record.certainty,
    alsoReceived: record.also_received,
    hasOpenError: record.has_open_error,
    firstReceivedAt: record.first_received_at,
    statusSince: record.status_since,
    lastReceivedAt: record.last_received_at,
    decidedBy: record.decided_by,
  };
}

export function toResourceRow({ source, state, ...facts }: ResourceFacts): ResourceRow {
  return {
    ...shownSource(source),
    ...facts,
    ...state,
    alsoReceived: [...state.alsoReceived],
    decidedBy: [...state.decidedBy],
    asOf: state.lastReceivedAt,
    fix: fixOf(facts.resource, state),
    says: resourceSays(state),
  };
}

/** Of the error that stands, also when another status was received beside it. */
function fixOf(resource: string, { status, message, hasOpenError, alsoReceived }: ResourceState): string | null {
  if (!hasOpenError) return null;
  const error = status === "error" ? { message } : alsoReceived.find((received) => received.status === "error");
  return error === undefined ? null : fixFor(resource, error.message);
}
