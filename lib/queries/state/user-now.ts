import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { lastObservation, readSubjectObservations } from "#lib/queries/observations/subject-observations.ts";
import { readUserNotices } from "./register-notices.ts";
import { type ResourceRecord, resourceFacts, toResourceRow, withUser } from "./resource-rows.ts";
import { toUserRow, type UserRecord } from "./user-rows.ts";
import type { UserView } from "./user-view.ts";

/** A user as they are now. */
export async function userNow(record: UserRecord): Promise<UserView> {
  const key = { sourceId: record.source_id, id: record.user_id };
  const [resources, observations] = await Promise.all([
    readResources(key),
    readSubjectObservations(["resource"], key, null),
  ]);
  const ids = resources.map(({ resource, resource_id }) => ({ resource, resourceId: resource_id }));
  const decidedBy = resources.flatMap(({ decided_by }) => decided_by);
  return {
    user: toUserRow(record),
    resources: resources.map((row) => toResourceRow(resourceFacts(row, observed(row)))),
    notices: await readUserNotices(key, ids, decidedBy),
    observations,
  };

  function observed({ user_id, resource, resource_id, last_received_at }: ResourceRecord) {
    return lastObservation(observations, "resource", [user_id, resource, resource_id], last_received_at);
  }
}

function readResources({ sourceId, id }: { sourceId: string; id: string }): Promise<ResourceRecord[]> {
  const all = Prisma.sql`SELECT u.* FROM resources u WHERE u.source_id = ${sourceId}::uuid AND u.user_id = ${id}`;
  return readRows(withUser(all, Prisma.sql`ORDER BY u.last_received_at DESC, u.resource, u.resource_id`));
}
