import type { Notice, NoticeContent } from "./notice.ts";

/** What a retry under a new id would repeat, and how long after an event its repetition is probably one. */
export type Twin = {
  /** Equal texts mean equal claims. */
  readonly key: string;
  /** Measured between receipts; null for any span: the key itself names the moment. */
  readonly withinMs: number | null;
} | null;

type Claim = NoticeContent & Pick<Notice, "at" | "isTimed">;

const MINUTE_MS = 60_000;
/** A weekly reminder repeats its list word for word; only one that comes within Asset's retries is probably one. */
const TASK_LIST_MS = 10 * MINUTE_MS;
const WITH_STATUS_MS = 24 * 60 * MINUTE_MS;
const WITHOUT_STATUS_MS = 15 * MINUTE_MS;

/** By which an earlier event is recognised as the same claim as `notice`; null when nothing could be. */
export function twinOf(notice: Claim, type: string, sourceId: string): Twin {
  const { kind, businessId, accountId, userId, resourceId, status, message } = notice;
  switch (kind) {
    case "business_created":
    case "business_activated":
    case "business_deactivated":
    case "account_connected":
    case "account_disconnected":
    case "account_expired":
    case "account_synced":
    case "tasks_completed":
      if (!notice.isTimed) return null;
      return { key: keyOf(sourceId, type, businessId, accountId, notice.at), withinMs: null };
    case "tasks_requested":
      return { key: keyOf(sourceId, type, businessId, ...notice.taskTypes.toSorted()), withinMs: TASK_LIST_MS };
    case "resource_created":
    case "resource_updated": {
      const withinMs = status === null ? WITHOUT_STATUS_MS : WITH_STATUS_MS;
      return { key: keyOf(sourceId, type, userId, resourceId, status, message), withinMs };
    }
    case "activity":
      return null;
    default:
      return kind satisfies never;
  }
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}
