import type { Actor } from "#lib/auth/actor.ts";
import { changeSource } from "#lib/db/sources/change-source.ts";
import { createSource } from "#lib/db/sources/create-source.ts";
import { findSimulatedSource } from "#lib/db/sources/find-simulated-source.ts";
import { MAX_SIGNING_SECRETS, type SealedSecret, type SourceSettings } from "#lib/db/sources/source-settings.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { describeSecret } from "#lib/platform/describe-secret.ts";
import { newId } from "#lib/platform/ids.ts";
import { installation } from "./installation.ts";
import { sealSourceSecrets } from "./seal-source-secrets.ts";

type PublicKey = Readonly<Record<string, string>> & { n: string };

export type SimulatedSource = { slug: string; name: string } & (
  | { provider: "asset"; key: PublicKey }
  | { provider: "abound"; secret: string }
);

export interface EnsuredSource {
  /** The doors take a change up within two seconds. */
  hasChanged: boolean;
  status: "enabled" | "paused" | "disabled";
}

type Found = NonNullable<Awaited<ReturnType<typeof findSimulatedSource>>>;

/** A source that trusts this simulator: made when missing, and given the simulator's key where it has another one. */
export async function ensureSimulatedSource(actor: Actor, source: SimulatedSource): Promise<EnsuredSource> {
  actor.require("source:write");
  const found = await findSimulatedSource(source.slug);
  if (found === null) return create(actor, source);
  if (!found.simulated || found.deletedAt !== null) {
    throw new AppError("conflict", `The source ${source.slug} exists but is not the simulator's: use --source.`);
  }
  const settings = missingSettings(found, source);
  if (settings === null) return { hasChanged: false, status: found.status };
  const outcome = await changeSource({ slug: source.slug, settings, status: null }, actor);
  if (outcome.kind !== "changed") throw new AppError("conflict", outcome.message);
  return { hasChanged: true, status: found.status };
}

async function create(actor: Actor, source: SimulatedSource): Promise<EnsuredSource> {
  const { slug, name, provider } = source;
  const outcome = await createSource(
    {
      id: newId(),
      slug,
      provider,
      name,
      environment: "sandbox",
      keySet: source.provider === "asset" ? { kind: "pasted", document: { keys: [source.key] } } : null,
      secrets: source.provider === "abound" ? sealSigningSecret(source.secret) : [],
      disabledBecause: null,
      isSimulated: true,
    },
    actor,
  );
  if (outcome.kind !== "created") throw new AppError("conflict", outcome.message);
  return { hasChanged: true, status: "enabled" };
}

/** What the source needs before it accepts this simulator, or null. */
function missingSettings(found: Found, source: SimulatedSource): SourceSettings | null {
  if (source.provider === "asset") {
    const keys = readKeys(found.pastedJwks);
    if (keys.some(({ n }) => n === source.key.n)) return null;
    return { keySet: { kind: "pasted", document: { keys: [source.key, ...keys] } }, addSecrets: [], retireSecrets: [] };
  }
  const { fingerprint } = describeSecret(source.secret);
  if (found.secrets.some((secret) => secret.fingerprint === fingerprint)) return null;
  const superfluous = found.secrets.slice(0, Math.max(0, found.secrets.length + 1 - MAX_SIGNING_SECRETS));
  return {
    addSecrets: sealSigningSecret(source.secret),
    retireSecrets: superfluous.map(({ id }) => id),
  };
}

const MOST_KEPT_KEYS = 7;

function readKeys(document: Found["pastedJwks"]): PublicKey[] {
  if (typeof document !== "object" || document === null || !("keys" in document) || !Array.isArray(document.keys)) {
    return [];
  }
  return document.keys.filter(isPublicKey).slice(0, MOST_KEPT_KEYS);
}

function isPublicKey(value: unknown): value is PublicKey {
  return typeof value === "object" && value !== null && "n" in value && typeof value.n === "string";
}

function sealSigningSecret(value: string): SealedSecret[] {
  const label = `simulator ${describeSecret(value).fingerprint.slice(0, 8)}`;
  return sealSourceSecrets(installation().secretBox, { secrets: [{ label, value }] });
}
