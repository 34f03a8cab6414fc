import type { Instant } from "#lib/domain/instant.ts";
import type { Notice } from "./notice.ts";

export interface AsOf {
  readonly asOf: Instant;
  /** By what had been received by then, or by what had happened by then as far as is known today. */
  readonly basis: "received" | "occurred";
}

/** The notices that count for the state as of a moment, that moment included. */
export function noticesAsOf(notices: readonly Notice[], { asOf, basis }: AsOf): Notice[] {
  return notices.filter(({ seenAt, at }) => (basis === "received" ? seenAt : at) <= asOf);
}
