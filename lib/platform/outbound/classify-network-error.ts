import { errors } from "undici";
import type { AttemptError, TlsReason } from "#lib/domain/attempt-error.ts";
import { BlockedAddressError, ResolveError } from "./network-failures.ts";
import { CONNECT_DEADLINE_MS } from "./pinned-agent.ts";
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
  if (error instanceof errors.HTTPParserError && error.code !== "HPE_HEADER_OVERFLOW") {
    return { kind: "malformed_response", detail: error.message };
  }
  const code = codeOf(error);
  const message = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  return byCode(code, message) ?? { kind: "internal", detail: code === "" ? message : `${code}: ${message}` };
}

function byCode(code: string, message: string): AttemptError | null {
  const tls = TLS_REASON[code] ?? (isTlsCode(code, message) ? "handshake" : undefined);
  if (tls) return { kind: "tls", reason: tls, detail: code };
  if (code === "ECONNREFUSED") return { kind: "connect_refused", address: addressIn(message) };
  if (UNREACHABLE.has(code)) return { kind: "unreachable", detail: code };
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") {
    return { kind: "timeout", phase: "connect", limitMs: CONNECT_DEADLINE_MS };
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW") {
    return { kind: "response_too_large", detail: "more than 16 KiB of headers" };
  }
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" || BAD_RESPONSE.test(message)) {
    return { kind: "malformed_response", detail: message };
  }
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE") return { kind: "reset", detail: message };
  return null;
}

function isTlsCode(code: string, message: string): boolean {
  return /^(ERR_SSL_|ERR_TLS_|EPROTO$|CERT_|UNABLE_TO_)/.test(code) || message.includes("secure TLS connection");
}

function addressIn(message: string): string {
  return /ECONNREFUSED (\S+)/.exec(message)?.[1] ?? "The receiver";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

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
};
