export type ActorKind = "operator" | "api_key" | "system";

/** Who did something, as it is written into the audit log. */
export interface ActorIdentity {
  readonly kind: ActorKind;
  /** Null for the system, and for a sign-in whose e-mail address is nobody's. */
  readonly id: string | null;
  readonly label: string;
  readonly remoteAddress: string | null;
  readonly requestId: string | null;
}
