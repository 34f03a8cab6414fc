import type { AttemptErrorKind } from "./attempt-error.ts";

/** Every way an attempt can fail, in a few words. */
export const ATTEMPT_ERROR_NAMES = {
  dns: "Name not resolved",
  blocked_address: "Address not allowed",
  connect_refused: "Connection refused",
  unreachable: "No route",
  tls: "TLS failed",
  timeout: "Timed out",
  reset: "Connection closed",
  redirect: "Redirected",
  gone: "410 Gone",
  rate_limited: "429 Too many requests",
  http_4xx: "Refused with 4xx",
  http_5xx: "Failed with 5xx",
  unexpected_status: "Unexpected status",
  response_too_large: "Response too large",
  malformed_response: "Not valid HTTP",
  invalid_url: "Not a valid URL",
  unknown_outcome: "Outcome unknown",
  internal: "Failed on our side",
} satisfies Record<AttemptErrorKind, string>;
