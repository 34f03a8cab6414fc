import type { JsonText, WireForm } from "./wire-json.ts";

export type PlaidType =
  | "PLAID_ACCOUNT_CONNECTED"
  | "PLAID_ACCOUNT_DISCONNECTED"
  | "PLAID_ACCOUNT_EXPIRED"
  | "PLAID_TRANSACTIONS_SYNCED";
export type BusinessType = "BUSINESS_CREATED" | "BUSINESS_ACTIVATED" | "BUSINESS_DEACTIVATED";
export type AssetType = PlaidType | BusinessType | "TASK_REQUEST" | "TASKS_REQUEST_COMPLETED";

/** What one Asset webhook says, before it is put on the wire. */
export type AssetNews =
  | { type: PlaidType; at: Date; businessId: string; accountId: string }
  | { type: BusinessType; at: Date; businessId: string; externalId: string }
  | { type: "TASK_REQUEST"; at: Date; businessId: string; taskTypes: readonly TaskType[] }
  | { type: "TASKS_REQUEST_COMPLETED"; at: Date; businessId: string };

export type TaskType = (typeof TASK_TYPES)[number];

export const ASSET_TYPES = Object.keys({
  BUSINESS_CREATED: true,
  PLAID_ACCOUNT_CONNECTED: true,
  PLAID_TRANSACTIONS_SYNCED: true,
  PLAID_ACCOUNT_EXPIRED: true,
  TASK_REQUEST: true,
  TASKS_REQUEST_COMPLETED: true,
  PLAID_ACCOUNT_DISCONNECTED: true,
  BUSINESS_DEACTIVATED: true,
  BUSINESS_ACTIVATED: true,
} satisfies Record<AssetType, true>) as AssetType[];

export const TASK_TYPES = [
  "categorize_transaction",
  "reconnect_account",
  "request_other_document",
  "request_receipt",
  "request_statement",
  "review_personal_transaction",
  "other",
] as const;

/** The documented body. The time is written as the sender's library would: isoformat or with a Z. */
export function assetBody(news: AssetNews, form: WireForm): JsonText {
  return { type: news.type, content: content(news, timestamp(news.at, form)) };
}

function content(news: AssetNews, time: string): JsonText {
  switch (news.type) {
    case "TASK_REQUEST":
      return { business_id: news.businessId, task_types: news.taskTypes };
    case "TASKS_REQUEST_COMPLETED":
      return { business_id: news.businessId, timestamp: time };
    case "BUSINESS_CREATED":
    case "BUSINESS_ACTIVATED":
    case "BUSINESS_DEACTIVATED":
      return { business_id: news.businessId, business_external_id: news.externalId, timestamp: time };
    case "PLAID_ACCOUNT_CONNECTED":
    case "PLAID_ACCOUNT_DISCONNECTED":
    case "PLAID_ACCOUNT_EXPIRED":
    case "PLAID_TRANSACTIONS_SYNCED":
      return { business_id: news.businessId, timestamp: time, account_id: news.accountId };
  }
}

function timestamp(at: Date, form: WireForm): string {
  const iso = at.toISOString();
  return form === "compact" ? iso : `${iso.slice(0, -1)}000+00:00`;
}
