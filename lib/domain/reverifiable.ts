import { keysOf } from "./keys-of.ts";
import type { RejectionCause } from "./rejection-cause.ts";

/**
 * Whether other keys, secrets or settings here can make such a request acceptable. The others failed by themselves, or
 * their body is incomplete.
 */
const CAN_PASS_LATER = {
  unknown_source: false,
  method_not_allowed: false,
  too_large: false,
  too_slow: false,
  incomplete_body: false,
  too_fragmented: false,
  overloaded: false,
  source_disabled: true,
  missing_signature: false,
  malformed_signature: false,
  bad_signature: true,
  missing_id: false,
  malformed_id: false,
  duplicate_header: false,
  missing_shared_header: true,
  wrong_shared_header: true,
  not_utf8: false,
  bom: false,
  not_json: false,
  not_an_object: false,
  too_deep: false,
  authentic_not_an_object: false,
  keys_unavailable: true,
  misconfigured: true,
  store_unavailable: true,
} satisfies Record<RejectionCause, boolean>;

export const REVERIFIABLE_CAUSES: readonly RejectionCause[] = keysOf(CAN_PASS_LATER).filter(
  (cause) => CAN_PASS_LATER[cause],
);

/** Nobody could tell whether these were genuine: they are held, and verified by themselves once somebody can. */
export const HELD_CAUSES = ["keys_unavailable", "misconfigured"] as const satisfies readonly RejectionCause[];

export function isHeldCause(cause: string | null): boolean {
  return HELD_CAUSES.some((held) => held === cause);
}
