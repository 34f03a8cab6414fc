import type { Actor } from "#lib/auth/actor.ts";
import { type AuditVerification, verifyAuditChain } from "#lib/db/audit/verify-audit-chain.ts";

/** Recomputes the chain of the whole audit log. */
export function verifyAuditLog(actor: Actor): Promise<AuditVerification> {
  actor.require("audit:read");
  return verifyAuditChain();
}
