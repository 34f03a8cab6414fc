import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { lockDestination } from "./read-destination-state.ts";
import { recordChange } from "./record-change.ts";

export type EndOverlapOutcome = { kind: "ended" } | Refusal;

const IS_CURRENT = "This is the current secret. Issue a new one first; then the overlap with this one can be ended.";

/** A secret that was replaced signs no more from now on and is erased. The current one cannot be ended. */
export function endSecretOverlap(
  destinationId: string,
  secretId: string,
  actor: ActorIdentity,
): Promise<EndOverlapOutcome> {
  return inTransaction<EndOverlapOutcome>(async (tx, giveUp) => {
    if ((await lockDestination(tx, destinationId)) === null) return giveUp(notFound("destination"));
    const secret = await tx.destinationSecret.findUnique({ where: { id: secretId, destinationId } });
    if (secret === null) return giveUp(notFound("signing secret"));
    if (secret.expiresAt === null) return giveUp(conflict(IS_CURRENT));
    await tx.destinationSecret.delete({ where: { id: secretId } });
    await recordChange(tx, destinationId);
    await writeAuditEntry(tx, {
      actor,
      action: "destination.secret_overlap_ended",
      target: { kind: "destination", id: destinationId },
      before: { last4: secret.last4, expiresAt: secret.expiresAt.toISOString() },
    });
    return { kind: "ended" };
  });
}
