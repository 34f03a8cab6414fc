import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal, stale } from "#lib/domain/refusal.ts";
import type { SealedSigningSecret } from "./destination-settings.ts";
import { lockDestination } from "./read-destination-state.ts";
import { recordChange } from "./record-change.ts";

export type SecretRotation = {
  destinationId: string;
  secret: SealedSigningSecret;
  /** How long the secret before it still signs along. */
  overlapMs: number;
  version?: number | undefined;
};

export type RotateSecretOutcome = { kind: "rotated"; previousExpiresAt: Date } | Refusal;

/** At most two secrets sign: the new one, and until the overlap ends the one before it. */
export function rotateDestinationSecret(rotation: SecretRotation, actor: ActorIdentity): Promise<RotateSecretOutcome> {
  const { destinationId, secret, overlapMs, version } = rotation;
  return inTransaction<RotateSecretOutcome>(async (tx, giveUp) => {
    const before = await lockDestination(tx, destinationId);
    if (before === null) return giveUp(notFound("destination"));
    if ((version ?? before.version) !== before.version) giveUp(stale("destination", before.version));
    const previousExpiresAt = new Date(Date.now() + overlapMs);
    await expireOthers(tx, destinationId, previousExpiresAt);
    await tx.destinationSecret.create({ data: { ...secret, destinationId } });
    await recordChange(tx, destinationId);
    await writeAuditEntry(tx, {
      actor,
      action: "destination.secret_rotated",
      target: { kind: "destination", id: destinationId },
      after: { last4: secret.last4, previousExpiresAt: previousExpiresAt.toISOString() },
    });
    return { kind: "rotated", previousExpiresAt };
  });
}

async function expireOthers(tx: Tx, destinationId: string, previousExpiresAt: Date): Promise<void> {
  await tx.destinationSecret.updateMany({
    where: { destinationId, expiresAt: { gt: new Date() } },
    data: { expiresAt: new Date() },
  });
  await tx.destinationSecret.updateMany({
    where: { destinationId, expiresAt: null },
    data: { expiresAt: previousExpiresAt },
  });
}
