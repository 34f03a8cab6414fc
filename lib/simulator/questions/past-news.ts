import type { JsonText } from "#lib/simulator/wire-json.ts";

/** One webhook of the cast's history. */
export interface PastNews {
  /** Its `asset-id` or `webhookRequestId`, readable: `bakery-expired-1`. */
  readonly key: string;
  readonly provider: "asset" | "abound";
  readonly type: string;
  readonly body: JsonText;
  readonly receivedAt: Date;
  /** When the very same request came again. */
  readonly repeatedAt?: Date;
  /** What a door refuses it for. */
  readonly flaw?: "bad_signature" | "missing_signature";
}

/** How long a webhook is under way. */
export const UNDERWAY_MS = 1_400;
/** The provider's first retry. */
export const RETRY_MS = 10_000;
