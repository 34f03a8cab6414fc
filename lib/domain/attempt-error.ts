export type TlsReason =
  | "expired"
  | "not_yet_valid"
  | "wrong_host"
  | "self_signed"
  | "untrusted"
  | "not_tls"
  | "protocol"
  | "handshake";

/** What an attempt was waiting for when its time was up. */
export type AttemptPhase = "dns" | "connect" | "tls" | "response" | "body";

/** Why an attempt failed. `detail` is a library's own short text or code, never a stack. */
export type AttemptError =
  | { kind: "invalid_url"; message: string }
  | { kind: "blocked_address"; reason: string; sentence: string }
  | { kind: "dns"; reason: "not_found" | "temporary" | "no_addresses"; host: string }
  | { kind: "connect_refused"; address: string }
  | { kind: "unreachable"; detail: string }
  | { kind: "tls"; reason: TlsReason; detail: string }
  | { kind: "timeout"; phase: AttemptPhase; limitMs: number }
  | { kind: "reset"; detail: string }
  | { kind: "redirect"; status: number; location: string | null }
  | { kind: "gone"; status: 410 }
  | { kind: "rate_limited"; status: number; retryAfterSeconds: number | null }
  | { kind: "http_4xx"; status: number }
  | { kind: "http_5xx"; status: number; retryAfterSeconds: number | null }
  | { kind: "unexpected_status"; status: number }
  | { kind: "response_too_large"; detail: string }
  | { kind: "malformed_response"; detail: string }
  | { kind: "unknown_outcome" }
  | { kind: "internal"; detail: string };

export type AttemptErrorKind = AttemptError["kind"];

export type Response = { status: number; location: string | null; retryAfterSeconds: number | null };

/** Null for 2xx, which alone is success. */
export function errorForStatus({ status, location, retryAfterSeconds }: Response): AttemptError | null {
  if (status >= 200 && status <= 299) return null;
  if (status === 410) return { kind: "gone", status };
  if (status === 429) return { kind: "rate_limited", status, retryAfterSeconds };
  if (status >= 500 && status <= 599) return { kind: "http_5xx", status, retryAfterSeconds };
  if (status >= 400 && status <= 499) return { kind: "http_4xx", status };
  if (status >= 300 && status <= 399 && status !== 304) return { kind: "redirect", status, location };
  return { kind: "unexpected_status", status };
}
