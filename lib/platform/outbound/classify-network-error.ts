import { errors } from "undici";
import type { AttemptError, TlsReason } from "#lib/domain/attempt-error.ts";
import { BlockedAddressError, ConnectDeadlineError, HandshakeError, ResolveError } from "./network-failures.ts";
import { RESOLVE_DEADLINE_MS } from "./resolve-host.ts";

/** Sorts what undici, Node or the connector reported into the closed list of attempt errors. */
export function classifyNetworkError(error: unknown): AttemptError {
  if (error instanceof BlockedAddressError) {
    return { kind: "blocked_address", reason: error.verdict.reason, sentence: error.verdict.sentence };
  }
  if (error instanceof ResolveError) {
    if (error.reason === "timeout") return { kind: "timeout", phase: "dns", limitMs: RESOLVE_DEADLINE_MS };
    return { kind: "dns", reason: error.reason, host: error.host };
  }
  if (error instanceof ConnectDeadlineError) return { kind: "timeout", phase: error.phase, limitMs: error.limitMs };
  if (error instanceof HandshakeError) {
    return { kind: "tls", reason: TLS_REASON[error.reason] ?? "handshake", detail: error.reason };
  }
  if (error instanceof errors.HTTPParserError && error.code !== "HPE_HEADER_OVERFLOW") {
    return { kind: "malformed_response", detail: error.message };
  }
  const code = codeOf(error);
  const message = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  return byCode(code, message) ?? { kind: "internal", detail: code === "" ? message : `${code}: ${message}` };
}

function byCode(code: string, message: string): AttemptError | null {
  if (/^ERR_(?:SSL|TLS)_|^EPROTO$/.test(code)) {
    return { kind: "tls", reason: TLS_REASON[code] ?? "handshake", detail: code };
  }
  if (code === "ECONNREFUSED") return { kind: "connect_refused", address: addressIn(message) };
  if (UNREACHABLE.has(code)) return { kind: "unreachable", detail: code };
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW") {
    return { kind: "response_too_large", detail: "more than 16 KiB of headers" };
  }
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" || BAD_RESPONSE.test(message)) {
    return { kind: "malformed_response", detail: message };
  }
  if (RESET.has(code)) return { kind: "reset", detail: message };
  return null;
}

function addressIn(message: string): string {
  return /ECONNREFUSED (\S+)/.exec(message)?.[1] ?? "The receiver";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

const RESET = new Set(["UND_ERR_SOCKET", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"]);
const BAD_RESPONSE = /^bad (response|upgrade)/;
const UNREACHABLE = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EACCES",
  "EPERM",
]);

const TLS_REASON: Partial<Record<string, TlsReason>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not_yet_valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong_host",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self_signed",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  CERT_UNTRUSTED: "untrusted",
  CERT_REVOKED: "untrusted",
  ERR_SSL_WRONG_VERSION_NUMBER: "not_tls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "not_tls",
  ERR_SSL_HTTP_REQUEST: "not_tls",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "protocol",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "protocol",
  ERR_SSL_VERSION_TOO_LOW: "protocol",
};
