import { distinctNotices } from "./distinct-notices.ts";
import type { Notice } from "./notice.ts";
import { isCrossed, isReplacedBy } from "./notice-order.ts";
import { isSameRegister } from "./register.ts";

export type Supersession =
  /** `by` is the first event that replaced it. */
  | { readonly kind: "superseded"; readonly by: string }
  | { readonly kind: "current" }
  /** Another event says otherwise, and which of the two came last is not known. */
  | { readonly kind: "undecidable" };

/**
 * Whether its register certainly holds a later value. `notices` may hold others of the same source;
 * only those of the same register count, and a sync is replaced by nothing but a sync.
 */
export function isSuperseded(notice: Notice, notices: readonly Notice[]): Supersession {
  const others = distinctNotices(notices).filter(
    (other) => other.eventId !== notice.eventId && isSameRegister(notice, other),
  );
  const by = others.find((other) => isReplacedBy(notice, other));
  const isComplete = notice.externalId === null || others.some((other) => replacesExternalId(notice, other));
  if (by !== undefined && isComplete) return { kind: "superseded", by: by.eventId };
  return others.some((other) => isCrossed(notice, other)) && by === undefined
    ? { kind: "undecidable" }
    : { kind: "current" };
}

/** A switch without an external id leaves the one given before in force. */
function replacesExternalId(notice: Notice, other: Notice): boolean {
  return !notice.kind.startsWith("business_") || (other.externalId !== null && other.at > notice.at);
}
