import type { AttemptError } from "#lib/domain/attempt-error.ts";

/** A delivery of the month as it was created: held back, nothing sent. */
export interface HeldDelivery {
  id: string;
  eventId: string;
  eventType: string;
  source: string;
  receivedAt: Date;
}

export interface PastAttempt {
  number: number;
  trigger: "initial" | "automatic" | "replay";
  startedAt: Date;
  durationMs: number;
  statusCode: number | null;
  /** Null for success. */
  error: AttemptError | null;
}

/** What had become of it by the end of the month. */
export interface PastDelivery extends HeldDelivery {
  status: "succeeded" | "retry_scheduled" | "dead_lettered";
  attempts: PastAttempt[];
  nextAttemptAt: Date | null;
}
