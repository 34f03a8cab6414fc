import { changeSource } from "#lib/db/sources/change-source.ts";
import { createSource } from "#lib/db/sources/create-source.ts";
import { findSeededSource, type SeededSource } from "#lib/db/sources/find-seeded-source.ts";
import type { SealedSecret } from "#lib/db/sources/source-settings.ts";
import { findMissingKeys } from "#lib/domain/source-readiness.ts";
import { systemIdentity } from "#lib/domain/system-identity.ts";
import { describeSecret } from "#lib/platform/describe-secret.ts";
import { newId } from "#lib/platform/ids.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import { createSecretBox, type SecretBox } from "#lib/platform/secret-box.ts";

const SYSTEM = systemIdentity("Environment");

interface Seed {
  slug: "asset" | "abound";
  name: string;
  jwksUrl: string | null;
  secrets: SeedSecret[];
}

interface SeedSecret {
  kind: "signing" | "shared_header";
  label: string;
  headerName: string | null;
  value: string;
}

/**
 * Makes the sources `asset` and `abound` what the environment says, while they do not exist or have no secret.
 * Afterwards the database wins; returns a warning for each difference.
 */
export async function seedSources(env: ServiceEnv): Promise<string[]> {
  const box = createSecretBox(env.secret);
  const warnings = await Promise.all(seedsOf(env).map((seed) => plant(seed, box)));
  return warnings.flat();
}

function seedsOf(env: ServiceEnv): Seed[] {
  return [
    {
      slug: "asset",
      name: "Asset",
      jwksUrl: env.assetJwksUrl,
      secrets: env.assetSharedHeaders.map(({ name, value }, index) => ({
        kind: "shared_header",
        label: `environment ${index + 1}`,
        headerName: name,
        value,
      })),
    },
    {
      slug: "abound",
      name: "Abound",
      jwksUrl: null,
      secrets: env.aboundSigningSecrets.map((value, index) => ({
        kind: "signing",
        label: `environment ${index + 1}`,
        headerName: null,
        value,
      })),
    },
  ];
}

async function plant(seed: Seed, box: SecretBox): Promise<string[]> {
  const found = await findSeededSource(seed.slug);
  if (found === null) {
    await create(seed, box);
    return [];
  }
  if (found.secrets.length > 0 || seed.secrets.length === 0) return differences(seed, found);
  const settings = { addSecrets: seal(seed, box), retireSecrets: [] };
  const waits = found.status === "disabled" && found.statusReason === missingKeysOf(seed, 0);
  const status = waits ? { status: "enabled" as const, reason: "The environment brought a secret." } : null;
  const outcome = await changeSource({ slug: seed.slug, settings, status }, SYSTEM);
  return outcome.kind === "changed" ? [] : [`Source ${seed.slug} was not seeded: ${outcome.message}`];
}

async function create(seed: Seed, box: SecretBox): Promise<void> {
  await createSource(
    {
      id: newId(),
      slug: seed.slug,
      provider: seed.slug,
      name: seed.name,
      environment: "production",
      keySet: seed.jwksUrl === null ? null : { kind: "url", url: seed.jwksUrl },
      secrets: seal(seed, box),
      disabledBecause: missingKeysOf(seed, seed.secrets.length),
    },
    SYSTEM,
  );
}

function missingKeysOf(seed: Seed, signingSecrets: number): string | null {
  return findMissingKeys(seed.slug, { signingSecrets, jwksUrl: seed.jwksUrl, hasPastedKeys: false });
}

function seal(seed: Seed, box: SecretBox): SealedSecret[] {
  return seed.secrets.map(({ kind, label, headerName, value }) => {
    const id = newId();
    const ciphertext = box.seal(value, { table: "source_secrets", column: "ciphertext", rowId: id });
    return { id, kind, label, headerName, ciphertext, ...describeSecret(value) };
  });
}

function differences(seed: Seed, found: SeededSource): string[] {
  const warnings: string[] = [];
  if (seed.jwksUrl !== null && found.jwksUrl !== null && seed.jwksUrl !== found.jwksUrl) {
    warnings.push(`ASSET_JWKS_URL differs from source ${seed.slug}, which keeps its own key set address.`);
  }
  const known = new Set(found.secrets.map((secret) => secret.fingerprint));
  const unknown = seed.secrets.filter(({ value }) => !known.has(describeSecret(value).fingerprint));
  if (unknown.length > 0) {
    const variable = seed.slug === "asset" ? "ASSET_SHARED_HEADERS" : "ABOUND_SIGNING_SECRETS";
    warnings.push(
      `${variable} holds ${unknown.length} value(s) that source ${seed.slug} does not use: it keeps its own.`,
    );
  }
  return warnings;
}
