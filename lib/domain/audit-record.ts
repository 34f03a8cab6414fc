import type { ActorIdentity } from "./actor-identity.ts";

export const AUDIT_OUTCOMES = ["succeeded", "denied", "failed"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export type AuditValue = string | number | boolean | null | AuditValue[] | { [key: string]: AuditValue | undefined };

/** One line of the audit log before it is chained. Secrets never go in: `before` and `after` are shown as they are. */
export interface AuditRecord {
  readonly actor: ActorIdentity;
  /** Noun and past participle, such as `source.paused`. */
  readonly action: string;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly before?: AuditValue;
  readonly after?: AuditValue;
  readonly reason?: string | null;
  readonly outcome?: AuditOutcome;
}
