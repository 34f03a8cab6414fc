import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import type { TypedNotice } from "#lib/domain/considered.ts";
import { earliest, latest } from "#lib/domain/instant.ts";
import { type AsOf, noticesAsOf } from "#lib/domain/state/notices-as-of.ts";
import { subjectOf } from "#lib/domain/state/register.ts";
import { resourceState } from "#lib/domain/state/resource-state.ts";
import { lastObservation, readSubjectObservations } from "#lib/queries/observations/subject-observations.ts";
import { readAllUserNotices } from "./register-notices.ts";
import { toResourceRow } from "./resource-rows.ts";
import { toUserRow, type UserRecord } from "./user-rows.ts";
import type { UserView } from "./user-view.ts";

/** A user as they were: the same rules on the notices that count as of then. What operators named them is of today. */
export async function userAsOf(record: UserRecord, at: AsOf): Promise<UserView> {
  const key = { sourceId: record.source_id, id: record.user_id };
  const [all, observations] = await Promise.all([
    readAllUserNotices(key),
    readSubjectObservations(["resource"], key, at.asOf),
  ]);
  const notices = noticesAsOf(all, at) as TypedNotice[];
  const resources = resourceRows(record, notices, observations);
  return { user: userRow(record, notices, resources), resources, notices, observations };
}

function resourceRows(
  record: UserRecord,
  notices: readonly TypedNotice[],
  observations: readonly ObservationRow[],
): ResourceRow[] {
  const about = notices.filter((notice) => subjectOf(notice) === "resource");
  const byResource = Map.groupBy(about, ({ resource, resourceId }) => `${resource ?? ""}\n${resourceId ?? ""}`);
  return [...byResource.values()].flatMap((own) => {
    const [first] = own;
    const state = resourceState(own);
    if (first === undefined || state === null) return [];
    const { resource, resourceId } = { resource: first.resource ?? "", resourceId: first.resourceId ?? "" };
    const key = [record.user_id, resource, resourceId];
    const observation = lastObservation(observations, "resource", key, state.lastReceivedAt);
    const { user_id: userId, display_name: displayName } = record;
    return [toResourceRow({ source: record, userId, displayName, resource, resourceId, state, observation })];
  });
}

/** Of a user who was not known yet there are no events, and the first is still to come. */
function userRow(record: UserRecord, notices: readonly TypedNotice[], resources: readonly ResourceRow[]): UserRow {
  const counts: Record<string, number> = {};
  for (const { resource } of resources) counts[resource] = (counts[resource] ?? 0) + 1;
  const seen = notices.map(({ seenAt }) => seenAt);
  return {
    ...toUserRow(record),
    resources: counts,
    openErrors: resources.filter(({ hasOpenError }) => hasOpenError).length,
    eventCount: notices.length,
    firstEventAt: earliest(seen) ?? record.first_event_at,
    lastEventAt: latest(seen) ?? record.first_event_at,
  };
}
