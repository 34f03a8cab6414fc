import type { TimelineRow, UserDetail } from "./api/business-detail.ts";
import type { Instant } from "./instant.ts";
import { summaryEvents, summaryMoment, summaryOf, summaryTime } from "./summary-text.ts";

type Summarised = Omit<UserDetail, "summary" | "links" | "activity">;

/** Plain text about a user to paste into a ticket; `events` are the last ones, newest first. */
export function userSummary(user: Summarised, events: readonly TimelineRow[], now: Instant): string {
  const resources = user.resourceRows.map(({ resource, resourceId, says, fix }) => {
    const name = resourceId === "" ? resource : `${resource} ${resourceId}`;
    return `- ${name}: ${says}${fix === null ? "" : ` Fix: ${fix}`}`;
  });
  return summaryOf([
    heading(user, now),
    resources.length === 0 ? ["Resources: none"] : ["Resources:", ...resources],
    summaryEvents(events),
  ]);
}

function heading(user: Summarised, now: Instant): string[] {
  const { id, displayName, business, sourceName, environment, eventCount, lastEventAt } = user;
  return [
    `${displayName ?? "User"} (${id})`,
    ...(business === null ? [] : [`Business: ${business.displayName ?? business.id} (${business.id})`]),
    `Source: ${sourceName}, ${environment}`,
    summaryMoment(user, now),
    eventCount > 0
      ? `Events: ${eventCount}, the last one received ${summaryTime(lastEventAt)}`
      : "Not known yet at that time: no event had named them.",
  ];
}
