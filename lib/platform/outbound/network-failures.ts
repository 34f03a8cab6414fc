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
