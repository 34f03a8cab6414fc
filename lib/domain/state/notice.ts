import type { Instant } from "#lib/domain/instant.ts";

export const NOTICE_KINDS = [
  "business_created",
  "business_activated",
  "business_deactivated",
  "account_connected",
  "account_disconnected",
  "account_expired",
  "account_synced",
  "tasks_requested",
  "tasks_completed",
  "resource_created",
  "resource_updated",
  /** Names a business or user and says nothing that state is made of. */
  "activity",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What an event says about a business or a user, before the moments at which it says so. */
export interface NoticeContent {
  readonly kind: NoticeKind;
  readonly businessId: string | null;
  readonly externalId: string | null;
  readonly accountId: string | null;
  readonly taskTypes: readonly string[];
  readonly userId: string | null;
  readonly resource: string | null;
  readonly resourceId: string | null;
  readonly status: string | null;
  readonly message: string | null;
}

/** What one event says, reduced to what the rules of state read. */
export interface Notice extends NoticeContent {
  readonly eventId: string;
  /** The effective time: see `effectiveTime`. */
  readonly at: Instant;
  /** False when `at` is the time of receipt, for want of a usable time in the event. */
  readonly isTimed: boolean;
  /** When the event was first received. */
  readonly seenAt: Instant;
}
