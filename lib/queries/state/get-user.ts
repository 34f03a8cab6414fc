import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { UserDetail } from "#lib/domain/api/business-detail.ts";
import type { UserDetailQuery } from "#lib/domain/api/users.ts";
import { considered } from "#lib/domain/considered.ts";
import { instantOf } from "#lib/domain/instant.ts";
import { momentInstant } from "#lib/domain/moment-instant.ts";
import { userSummary } from "#lib/domain/user-summary.ts";
import { readLinks } from "#lib/queries/directory/read-links.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { type FoundSubject, findUser } from "./find-subject.ts";
import { readActivity } from "./read-activity.ts";
import { readTimeline } from "./read-timeline.ts";
import { userAsOf } from "./user-as-of.ts";
import { userNow } from "./user-now.ts";
import { type UserRecord, withResources } from "./user-rows.ts";
import type { UserView } from "./user-view.ts";

const SUMMARISED_EVENTS = 10;

/**
 * A user with everything known of them, now or as of a moment; one who was not known yet then has no events. Null when
 * nobody ever named them.
 */
export async function getUser(actor: Actor, id: string, query: UserDetailQuery): Promise<UserDetail | null> {
  actor.require("state:read");
  return refuseSlowRead(async () => {
    const found = await findUser(id, query.source);
    const record = found === null ? null : await readUserRecord(found);
    return found === null || record === null ? null : readDetail(found, record, query);
  });
}

async function readDetail(found: FoundSubject, record: UserRecord, query: UserDetailQuery): Promise<UserDetail> {
  const at = query.asOf === undefined ? null : { asOf: momentInstant(query.asOf), basis: query.basis };
  const view = await (at === null ? userNow(record) : userAsOf(record, at));
  const events = { ...query, show: "all", order: "occurred", limit: SUMMARISED_EVENTS } as const;
  const [linksOf, activity, timeline] = await Promise.all([
    readLinks({ userId: found.id, businessId: view.user.business?.id }),
    readActivity({ kind: "user", ...found }, at),
    readTimeline({ kind: "user", ...found }, events),
  ]);
  const shown = { shownAsOf: query.asOf ?? null, basis: query.basis, otherSources: found.otherSources };
  const detail = { ...toDetail(view, linksOf), ...shown, links: linksOf("user"), activity };
  return { ...detail, summary: userSummary(detail, timeline.data, instantOf(new Date())) };
}

async function readUserRecord({ sourceId, id }: { sourceId: string; id: string }): Promise<UserRecord | null> {
  const one = Prisma.sql`SELECT u.* FROM users u WHERE u.source_id = ${sourceId}::uuid AND u.user_id = ${id}`;
  const [record] = await readRows<UserRecord>(withResources(one, Prisma.empty));
  return record ?? null;
}

function toDetail(view: UserView, linksOf: Awaited<ReturnType<typeof readLinks>>) {
  const { user, resources, notices, observations } = view;
  const nameOf = (resource: string | null, resourceId: string | null) => JSON.stringify([resource, resourceId]);
  const byResource = Map.groupBy(notices, ({ resource, resourceId }) => nameOf(resource, resourceId));
  return {
    ...user,
    resourceRows: resources.map((row) => ({
      ...row,
      considered: considered(byResource.get(nameOf(row.resource, row.resourceId)) ?? [], row.decidedBy),
      links: linksOf("resource", { resource: row.resource, resourceId: row.resourceId }),
    })),
    observations: [...observations],
  };
}
