import type { Notice, NoticeKind } from "./state/notice.ts";
import { taskTypeWords } from "./task-type.ts";

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["taxPayments", "Tax payment"],
  ["documents", "Document"],
  ["paymentMethods", "Payment method"],
  ["taxes", "Taxes"],
  ["users", "User"],
]);

type Said = Pick<Notice, "accountId" | "taskTypes" | "resource" | "resourceId" | "status" | "message">;

const TITLES = {
  business_created: () => "Business created",
  business_activated: () => "Business activated",
  business_deactivated: () => "Business deactivated",
  account_connected: ({ accountId }) => `Connection ${accountId ?? "without an id"} connected`,
  account_disconnected: ({ accountId }) => `Connection ${accountId ?? "without an id"} disconnected by the owner`,
  account_expired: ({ accountId }) => `Connection ${accountId ?? "without an id"} expired`,
  account_synced: ({ accountId }) => `Transactions synced ${accountId ?? "without an id"}`,
  tasks_requested: ({ taskTypes }) =>
    taskTypes.length === 0
      ? "Task list arrived, naming no task"
      : `Task list arrived: ${taskTypes.map(taskTypeWords).join(", ")}`,
  tasks_completed: () => "All tasks completed",
  resource_created: (said) =>
    `${resourceWords(said)} created${said.status === "created" ? "" : statusWords(said, " as ")}`,
  resource_updated: (said) => `${resourceWords(said)}${statusWords(said, ": ") || " changed"}`,
  activity: null,
} satisfies Record<NoticeKind, ((said: Said) => string) | null>;

/** What an event says about its business or user, in words; one that state is not made of keeps its type's name. */
export function noticeTitle(kind: NoticeKind, said: Said, type: string): string {
  return TITLES[kind]?.(said) ?? type;
}

function resourceWords({ resource, resourceId }: Said): string {
  const label = RESOURCES.get(resource ?? "") ?? resource ?? "Resource";
  return resourceId === null || resourceId === "" ? label : `${label} ${resourceId}`;
}

function statusWords({ status, message }: Said, lead: string): string {
  if (status === null) return message === null ? "" : `${lead}${message}`;
  return `${lead}${status}${message === null ? "" : ` (${message})`}`;
}
