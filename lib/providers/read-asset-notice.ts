import type { NoticeContent, NoticeKind } from "#lib/domain/state/notice.ts";
import { memberOf, memberTexts, noticeOf } from "./notice-content.ts";
import type { NotedEvent } from "./provider.ts";

const KINDS: ReadonlyMap<string, NoticeKind> = new Map([
  ["PLAID_ACCOUNT_CONNECTED", "account_connected"],
  ["PLAID_ACCOUNT_DISCONNECTED", "account_disconnected"],
  ["PLAID_ACCOUNT_EXPIRED", "account_expired"],
  ["PLAID_TRANSACTIONS_SYNCED", "account_synced"],
  ["TASK_REQUEST", "tasks_requested"],
  ["TASKS_REQUEST_COMPLETED", "tasks_completed"],
  ["BUSINESS_CREATED", "business_created"],
  ["BUSINESS_ACTIVATED", "business_activated"],
  ["BUSINESS_DEACTIVATED", "business_deactivated"],
]);

/** What an Asset event says about its business. */
export function readAssetNotice(event: NotedEvent): NoticeContent | null {
  const { type, businessId, externalId, subject, flags, payload } = event;
  if (businessId === null) return null;
  const kind = (flags.includes("unparsed") ? undefined : KINDS.get(type)) ?? "activity";
  const isAboutAccount = kind.startsWith("account_");
  if (isAboutAccount && subject === null) return noticeOf("activity", { businessId, externalId });
  return noticeOf(kind, {
    businessId,
    externalId,
    accountId: isAboutAccount ? subject : null,
    taskTypes: kind === "tasks_requested" ? memberTexts(memberOf(payload, "content"), "task_types") : [],
  });
}
