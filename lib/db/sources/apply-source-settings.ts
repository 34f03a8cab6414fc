import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/in-transaction.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import type { SourceState } from "./read-source-state.ts";
import { type KeySetOrigin, MAX_SIGNING_SECRETS, type SourceSettings } from "./source-settings.ts";

/** Writes new settings under the source's lock. Returns why they were refused; the caller then rolls back. */
export async function applySourceSettings(
  tx: Tx,
  state: SourceState,
  settings: SourceSettings,
): Promise<Refusal | null> {
  const refusal = findSecretConflict(state, settings);
  if (refusal) return refusal;
  const { name, environment, quietAfterMinutes } = settings;
  await tx.source.update({
    where: { id: state.id },
    data: {
      ...(name !== undefined && { name }),
      ...(environment !== undefined && { environment }),
      ...(quietAfterMinutes !== undefined && { quietAfterMinutes, quietSetAt: new Date() }),
      updatedAt: new Date(),
    },
  });
  if (settings.keySet) await replaceKeySet(tx, state.id, settings.keySet);
  await tx.sourceSecret.updateMany({
    where: { sourceId: state.id, id: { in: settings.retireSecrets } },
    data: { retiredAt: new Date() },
  });
  await tx.sourceSecret.createMany({ data: settings.addSecrets.map((secret) => ({ ...secret, sourceId: state.id })) });
  return null;
}

function findSecretConflict(state: SourceState, { addSecrets, retireSecrets }: SourceSettings): Refusal | null {
  const unknown = retireSecrets.find((id) => !state.secrets.some((secret) => secret.id === id));
  if (unknown !== undefined)
    return refused(`This source has no active secret with the id ${unknown}.`, "retireSecrets");
  const kept = state.secrets.filter(({ id, kind }) => kind === "signing" && !retireSecrets.includes(id));
  const added = addSecrets.filter(({ kind }) => kind === "signing");
  const twice = added.find(({ label, fingerprint }) =>
    kept.some((secret) => secret.label === label || secret.fingerprint === fingerprint),
  );
  if (twice) return refused(`The secret "${twice.label}" repeats the label or the value of an active one.`, "secrets");
  if (kept.length + added.length <= MAX_SIGNING_SECRETS) return null;
  return refused(`A source has at most ${MAX_SIGNING_SECRETS} active secrets; retire one first.`, "secrets");
}

/** Keys of the former origin prove nothing any more; only distrust outlives it. */
async function replaceKeySet(tx: Tx, sourceId: string, origin: KeySetOrigin): Promise<void> {
  await tx.source.update({
    where: { id: sourceId },
    data:
      origin.kind === "url"
        ? { jwksUrl: origin.url, pastedJwks: Prisma.DbNull }
        : { jwksUrl: null, pastedJwks: origin.document },
  });
  await tx.sourceKeySet.deleteMany({ where: { sourceId } });
  await tx.sourceKey.deleteMany({ where: { sourceId, distrustedAt: null } });
}
