import type { AddressVerdict } from "./address-policy.ts";

type Blocked = Extract<AddressVerdict, { kind: "blocked" }>;

/** Thrown inside the connector only: the address policy refused to connect. */
export class BlockedAddressError extends Error {
  readonly verdict: Blocked;

  constructor(verdict: Blocked) {
    super(verdict.sentence);
    this.name = "BlockedAddressError";
    this.verdict = verdict;
  }
}

/** Thrown inside the connector only: the host name gave no address to judge. */
export class ResolveError extends Error {
  readonly reason: "not_found" | "temporary" | "no_addresses" | "timeout";
  readonly host: string;

  constructor(reason: ResolveError["reason"], host: string, options?: ErrorOptions) {
    super(`${host}: ${reason}`, options);
    this.name = "ResolveError";
    this.reason = reason;
    this.host = host;
  }
}

/** Thrown inside the connector only: no connection, or no TLS session on it, in time. */
export class ConnectDeadlineError extends Error {
  readonly phase: "connect" | "tls";
  readonly limitMs: number;

  constructor(phase: "connect" | "tls", limitMs: number, options?: ErrorOptions) {
    super(`no ${phase} within ${limitMs} ms`, options);
    this.name = "ConnectDeadlineError";
    this.phase = phase;
    this.limitMs = limitMs;
  }
}

/** Thrown inside the connector only: TCP stood, TLS did not come about. `reason` is OpenSSL's or Node's code. */
export class HandshakeError extends Error {
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`TLS handshake: ${reason}`, options);
    this.name = "HandshakeError";
    this.reason = reason;
  }
}
