import type { BusinessDetail, TimelineRow } from "./api/business-detail.ts";
import type { ConnectionRow } from "./api/connections.ts";
import type { Instant } from "./instant.ts";
import { summaryEvents, summaryMoment, summaryOf, summaryTime } from "./summary-text.ts";

type Summarised = Omit<BusinessDetail, "summary" | "links" | "activity" | "considered">;

/** Plain text about a business to paste into a ticket; `events` are the last ones, newest first. */
export function businessSummary(business: Summarised, events: readonly TimelineRow[], now: Instant): string {
  return summaryOf([
    heading(business, now),
    business.connectionRows.length === 0 ? ["Connections: none"] : ["Connections:", ...connectionLines(business)],
    [`Tasks: ${business.taskList?.says ?? "none were requested"}`],
    business.users.map(({ id, displayName, openErrors }) => {
      const errors = openErrors === 0 ? "" : `, ${openErrors} with an open error`;
      return `User: ${displayName ?? id} (${id})${errors}`;
    }),
    summaryEvents(events),
  ]);
}

function heading(business: Summarised, now: Instant): string[] {
  const { id, displayName, externalId, sourceName, environment, eventCount, lastEventAt } = business;
  const external = externalId === null ? "" : `, external id ${externalId}`;
  const isKnown = eventCount > 0;
  return [
    `${displayName ?? "Business"} (${id}${external})`,
    `Source: ${sourceName}, ${environment}`,
    summaryMoment(business, now),
    isKnown ? `Status: ${business.status}. ${business.says}` : "Not known yet at that time: no event had named it.",
    ...(isKnown ? [`Events: ${eventCount}, the last one received ${summaryTime(lastEventAt)}`] : []),
    ...(business.lateActivity === null
      ? []
      : [
          `After the deactivation: ${business.lateActivity.count} events, last ${summaryTime(business.lateActivity.lastAt)}`,
        ]),
  ];
}

function connectionLines({ connectionRows }: Summarised): string[] {
  return connectionRows.map((connection) => `- ${connection.accountId}: ${connection.says}${observed(connection)}`);
}

function observed({ observation }: ConnectionRow): string {
  if (observation === null) return "";
  const { checkedAt, says, createdBy } = observation;
  return ` Checked at the provider ${summaryTime(checkedAt)} by ${createdBy}: ${says}.`;
}
