import type { AttemptErrorKind } from "#lib/domain/attempt-error.ts";

const WORDS: Readonly<Record<string, string>> = {
  invalid_url: "its URL cannot be called",
  blocked_address: "its address is not allowed",
  dns: "its host name does not resolve",
  connect_refused: "it refuses connections",
  unreachable: "there is no route to it",
  tls: "its certificate or TLS does not work",
  timeout: "it does not answer in time",
  reset: "it closes the connection before it answers",
  redirect: "it answers with a redirect",
  gone: "it answers 410 Gone",
  rate_limited: "it answers 429, too many requests",
  http_4xx: "it refuses with a 4xx status",
  http_5xx: "it answers with a 5xx status",
  unexpected_status: "it answers with an unexpected status",
  response_too_large: "its answer is too large",
  malformed_response: "its answer is not valid HTTP",
  unknown_outcome: "its answer was lost",
  internal: "Signalbox could not send",
} satisfies Record<AttemptErrorKind, string>;

/** How an attempt failed in a few words without an address; null for what another version recorded. */
export function failureWords(outcome: string | null): string | null {
  return outcome === null ? null : (WORDS[outcome] ?? null);
}
