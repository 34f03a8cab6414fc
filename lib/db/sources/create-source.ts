import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import { conflict, type Refusal } from "#lib/domain/refusal.ts";
import { auditedSettings, readSourceState } from "./read-source-state.ts";
import type { KeySetOrigin, SealedSecret } from "./source-settings.ts";

export type NewSource = {
  id: string;
  slug: string;
  provider: ProviderName;
  name: string;
  environment: "production" | "sandbox";
  keySet: KeySetOrigin | null;
  secrets: SealedSecret[];
  /** Set when the source cannot verify anything yet: it is created disabled, with this reason. */
  disabledBecause: string | null;
  /** Silence that is told; null or absent: none is. */
  quietAfterMinutes?: number | null | undefined;
  /** Everything it receives is marked as simulated. */
  isSimulated?: boolean;
};

export type CreateSourceOutcome = { kind: "created"; id: string; slug: string } | Refusal;

export function createSource(source: NewSource, actor: ActorIdentity): Promise<CreateSourceOutcome> {
  return inTransaction<CreateSourceOutcome>(async (tx, giveUp) => {
    const { count } = await tx.source.createMany({ data: [sourceRow(source, actor)], skipDuplicates: true });
    if (count === 0) return giveUp(conflict(`The address "${source.slug}" is taken by another source, or was once.`));
    await tx.sourceSecret.createMany({ data: source.secrets.map((secret) => ({ ...secret, sourceId: source.id })) });
    const state = await readSourceState(tx, source.id);
    await notifyChannel(tx, "signalbox_config");
    await writeAuditEntry(tx, {
      actor,
      action: "source.created",
      target: { kind: "source", id: source.slug },
      ...(state && { after: auditedSettings(state) }),
    });
    return { kind: "created", id: source.id, slug: source.slug };
  });
}

function sourceRow(source: NewSource, actor: ActorIdentity): Prisma.SourceCreateManyInput {
  const { id, slug, provider, name, environment, keySet, disabledBecause, isSimulated = false } = source;
  const { quietAfterMinutes = null } = source;
  return {
    id,
    slug,
    provider,
    name,
    environment,
    simulated: isSimulated,
    ...(quietAfterMinutes !== null && { quietAfterMinutes, quietSetAt: new Date() }),
    jwksUrl: keySet?.kind === "url" ? keySet.url : null,
    pastedJwks: keySet?.kind === "pasted" ? keySet.document : Prisma.DbNull,
    ...(disabledBecause !== null && {
      status: "disabled" as const,
      statusReason: disabledBecause,
      statusChangedAt: new Date(),
      statusChangedBy: actor.label,
    }),
  };
}
