export type RejectionCause =
  | "unknown_source"
  | "method_not_allowed"
  | "too_large"
  | "too_slow"
  | "incomplete_body"
  | "too_fragmented"
  | "overloaded"
  | "source_disabled"
  | "missing_signature"
  | "malformed_signature"
  | "bad_signature"
  | "missing_id"
  | "malformed_id"
  | "duplicate_header"
  | "missing_shared_header"
  | "wrong_shared_header"
  | "not_utf8"
  | "bom"
  | "not_json"
  | "not_an_object"
  | "too_deep"
  | "authentic_not_an_object"
  | "keys_unavailable"
  | "misconfigured"
  | "store_unavailable";

/** Why a request was refused, in one sentence for operators. Senders never see it. */
export const REJECTION_CAUSES = {
  unknown_source: "No source has this address.",
  method_not_allowed: "Webhooks are accepted by POST only.",
  too_large: "The body is larger than 256 KiB.",
  too_slow: "The body did not arrive within ten seconds.",
  incomplete_body: "The connection ended before the announced body was complete.",
  too_fragmented: "The body arrived in more than 2,048 pieces.",
  overloaded: "The door was full of unfinished requests, and this was one of the slowest.",
  source_disabled: "An operator disabled the source.",
  missing_signature: "The signature header is missing.",
  malformed_signature: "The signature header does not have the form of a signature.",
  bad_signature: "The signature does not match the body under any current key or secret.",
  missing_id: "The id header is missing.",
  malformed_id: "The id header is not 1 to 200 visible ASCII characters.",
  duplicate_header: "The id or signature header occurs more than once.",
  missing_shared_header: "The shared header that this source requires is missing.",
  wrong_shared_header: "The shared header does not carry a value that this source accepts.",
  not_utf8: "The body is not valid UTF-8.",
  bom: "The body begins with a byte order mark.",
  not_json: "The body is not valid JSON.",
  not_an_object: "The body is JSON but not an object.",
  too_deep: "The body is nested deeper than 64 levels.",
  authentic_not_an_object: "The provider signed this body, yet it is not a JSON object that can be read.",
  keys_unavailable: "The provider's keys could not be obtained, so the signature could not be checked.",
  misconfigured: "The source has no usable key or secret to check signatures with.",
  store_unavailable: "The event could not be stored, neither in the database nor in the spool.",
} as const satisfies Record<RejectionCause, string>;
