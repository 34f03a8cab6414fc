import type { Notice, NoticeKind } from "#lib/domain/state/notice.ts";

/** A row of notices as `NOTICE_COLUMNS` selects it. */
export type NoticeRecord = {
  event_id: string;
  kind: NoticeKind;
  business_id: string | null;
  external_id: string | null;
  account_id: string | null;
  task_types: string[];
  user_id: string | null;
  resource: string | null;
  resource_id: string | null;
  status: string | null;
  message: string | null;
  at: string;
  is_timed: boolean;
  seen_at: string;
};

/** SQL text: the columns of `NoticeRecord`, from notices under the alias n. The driver's Date has no microseconds. */
export const NOTICE_COLUMNS = `n.event_id, n.kind, n.business_id, n.external_id, n.account_id, n.task_types, n.user_id,
  n.resource, n.resource_id, n.status, n.message, n.is_timed,
  to_char(n.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, to_char(n.seen_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS seen_at`;

export function toNotice(record: NoticeRecord): Notice {
  return {
    eventId: record.event_id,
    kind: record.kind,
    businessId: record.business_id,
    externalId: record.external_id,
    accountId: record.account_id,
    taskTypes: record.task_types,
    userId: record.user_id,
    resource: record.resource,
    resourceId: record.resource_id,
    status: record.status,
    message: record.message,
    at: record.at,
    isTimed: record.is_timed,
    seenAt: record.seen_at,
  };
}
