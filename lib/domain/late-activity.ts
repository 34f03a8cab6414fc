import { type Instant, latest } from "./instant.ts";
import type { BusinessState } from "./state/business-state.ts";
import type { Notice } from "./state/notice.ts";
import { subjectOf } from "./state/register.ts";

/** What happened to accounts and tasks after the deactivation of an inactive business; null when nothing did. */
export function lateActivity(
  { status, since }: Pick<BusinessState, "status" | "since">,
  notices: readonly Notice[],
): { count: number; lastAt: Instant } | null {
  if (status !== "inactive" || since === null) return null;
  const late = notices.filter((notice) => {
    const subject = subjectOf(notice);
    return (subject === "connection" || subject === "task_list") && notice.at > since;
  });
  const lastAt = latest(late.map(({ at }) => at));
  return lastAt === null ? null : { count: late.length, lastAt };
}
