import type { Notice, NoticeKind } from "./notice.ts";

export const STATE_SUBJECTS = ["business", "connection", "task_list", "resource"] as const;
export type StateSubject = (typeof STATE_SUBJECTS)[number];

const SUBJECTS = {
  business_created: "business",
  business_activated: "business",
  business_deactivated: "business",
  account_connected: "connection",
  account_disconnected: "connection",
  account_expired: "connection",
  account_synced: "connection",
  tasks_requested: "task_list",
  tasks_completed: "task_list",
  resource_created: "resource",
  resource_updated: "resource",
  activity: null,
} as const satisfies Record<NoticeKind, StateSubject | null>;

/** What a notice is a statement about; null when state is not made of it. */
export function subjectOf({ kind }: Pick<Notice, "kind">): StateSubject | null {
  return SUBJECTS[kind];
}

/** Whether two notices of one source speak of the same thing. */
export function isSameRegister(a: Notice, b: Notice): boolean {
  const subject = subjectOf(a);
  if (subject === null || subject !== subjectOf(b)) return false;
  if (subject === "resource") {
    return a.userId === b.userId && a.resource === b.resource && a.resourceId === b.resourceId;
  }
  return a.businessId === b.businessId && (subject !== "connection" || a.accountId === b.accountId);
}
