import type { Actor } from "#lib/auth/actor.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import type { BusinessDetailQuery } from "#lib/domain/api/businesses.ts";
import { businessSummary } from "#lib/domain/business-summary.ts";
import { considered } from "#lib/domain/considered.ts";
import { instantOf } from "#lib/domain/instant.ts";
import { momentInstant } from "#lib/domain/moment-instant.ts";
import { subjectOf } from "#lib/domain/state/register.ts";
import { readLinks } from "#lib/queries/directory/read-links.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { businessAsOf } from "./business-as-of.ts";
import { businessNow, readBusinessRecord } from "./business-now.ts";
import type { BusinessRecord } from "./business-rows.ts";
import type { BusinessView } from "./business-view.ts";
import { type FoundSubject, findBusiness } from "./find-subject.ts";
import { readActivity } from "./read-activity.ts";
import { readTimeline } from "./read-timeline.ts";
import { readUsersOfBusiness } from "./read-users-of-business.ts";

const SUMMARISED_EVENTS = 10;

/**
 * A business with everything known of it, now or as of a moment; one that was not known yet then has the status unknown
 * and no events. `id` is the provider's or an external one. Null when nobody ever named it.
 */
export async function getBusiness(
  actor: Actor,
  id: string,
  query: BusinessDetailQuery,
): Promise<BusinessDetail | null> {
  actor.require("state:read");
  return refuseSlowRead(async () => {
    const found = await findBusiness(id, query.source);
    const record = found === null ? null : await readBusinessRecord(found);
    return found === null || record === null ? null : readDetail(found, record, query);
  });
}

async function readDetail(
  found: FoundSubject,
  record: BusinessRecord,
  query: BusinessDetailQuery,
): Promise<BusinessDetail> {
  const at = query.asOf === undefined ? null : { asOf: momentInstant(query.asOf), basis: query.basis };
  const view = await (at === null ? businessNow(record) : businessAsOf(record, at));
  const users = await readUsersOfBusiness(found, at);
  const events = { ...query, show: "all", order: "occurred", limit: SUMMARISED_EVENTS } as const;
  const [linksOf, activity, timeline] = await Promise.all([
    readLinks({ businessId: found.id, externalId: view.business.externalId, userId: users[0]?.id }),
    readActivity({ kind: "business", ...found }, at),
    readTimeline({ kind: "business", ...found }, events),
  ]);
  const shown = { shownAsOf: query.asOf ?? null, basis: query.basis, otherSources: found.otherSources };
  const detail = { ...toDetail(view, linksOf), ...shown, users, links: linksOf("business"), activity };
  return { ...detail, summary: businessSummary(detail, timeline.data, instantOf(new Date())) };
}

function toDetail(view: BusinessView, linksOf: Awaited<ReturnType<typeof readLinks>>) {
  const { business, externalIds, connections, taskList, notices, observations } = view;
  const bySubject = Map.groupBy(notices, subjectOf);
  const byAccount = Map.groupBy(bySubject.get("connection") ?? [], ({ accountId }) => accountId);
  return {
    ...business,
    externalIds: [...externalIds],
    considered: considered(bySubject.get("business") ?? [], business.decidedBy),
    connectionRows: connections.map((row) => ({
      ...row,
      considered: considered(byAccount.get(row.accountId) ?? [], row.decidedBy),
      links: linksOf("connection", { accountId: row.accountId }),
    })),
    taskList:
      taskList === null
        ? null
        : { ...taskList, considered: considered(bySubject.get("task_list") ?? [], taskList.decidedBy) },
    observations: [...observations],
  };
}
