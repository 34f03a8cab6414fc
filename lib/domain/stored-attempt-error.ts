import type { AttemptError, AttemptErrorKind } from "./attempt-error.ts";
import { explainAttemptError } from "./explain-attempt-error.ts";

/** What the column attempts.error holds. */
export function encodeAttemptError(error: AttemptError): string {
  return JSON.stringify(error);
}

/** The stored error in words; a text of another version is shown as it is. */
export function explainStoredAttemptError(text: string): { kind: string; what: string; todo: string } {
  const error = decode(text);
  return error ? { kind: error.kind, ...explainAttemptError(error) } : { kind: "unknown", what: text, todo: "" };
}

function decode(text: string): AttemptError | null {
  try {
    const value: unknown = JSON.parse(text);
    const isKnown = typeof value === "object" && value !== null && "kind" in value && KINDS.has(String(value.kind));
    // Only encodeAttemptError writes this column, so a known kind comes with its fields.
    return isKnown ? (value as AttemptError) : null;
  } catch {
    return null;
  }
}

const KINDS: ReadonlySet<string> = new Set(
  Object.keys({
    invalid_url: true,
    blocked_address: true,
    dns: true,
    connect_refused: true,
    unreachable: true,
    tls: true,
    timeout: true,
    reset: true,
    redirect: true,
    gone: true,
    rate_limited: true,
    http_4xx: true,
    http_5xx: true,
    unexpected_status: true,
    response_too_large: true,
    malformed_response: true,
    unknown_outcome: true,
    internal: true,
  } satisfies Record<AttemptErrorKind, true>),
);
