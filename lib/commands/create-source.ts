import { randomBytes } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import { createSource as insertSource } from "#lib/db/sources/create-source.ts";
import type { KeySetOrigin } from "#lib/db/sources/source-settings.ts";
import type { SourceInput } from "#lib/domain/api/source-input.ts";
import type { Refusal } from "#lib/domain/refusal.ts";
import { findMissingKeys } from "#lib/domain/source-readiness.ts";
import { checkSourceSettings } from "#lib/pipeline/verify/check-source-settings.ts";
import { newId } from "#lib/platform/ids.ts";
import { installation } from "./installation.ts";
import { resolveKeySet } from "./resolve-key-set.ts";
import { sealSourceSecrets } from "./seal-source-secrets.ts";

export type CreateSourceOutcome = { kind: "created"; slug: string; warnings: string[] } | Refusal;

/** A source that cannot verify anything yet is created disabled, as it would refuse every webhook. */
export async function createSource(actor: Actor, input: SourceInput): Promise<CreateSourceOutcome> {
  actor.require("source:write");
  const check = checkSourceSettings(input.provider, input);
  if (check.kind !== "ok") return check;
  const resolved = await resolveKeySet(withDefaultKeySet(input));
  if (resolved.kind !== "ok") return resolved;
  const { keySet } = resolved;
  const disabledBecause = findMissingKeys(input.provider, material(input, keySet));
  const { provider, name, environment, quietAfterMinutes, slug = unguessableSlug(provider) } = input;
  const secrets = sealSourceSecrets(installation().secretBox, input);
  const source = { id: newId(), slug, provider, name, environment, keySet, secrets, disabledBecause };
  const outcome = await insertSource({ ...source, quietAfterMinutes }, actor);
  if (outcome.kind !== "created") return outcome;
  const warnings = [...check.warnings, ...resolved.warnings];
  if (disabledBecause) warnings.push(`${disabledBecause} The source stays disabled until it has one.`);
  return { kind: "created", slug: outcome.slug, warnings };
}

function withDefaultKeySet(input: SourceInput) {
  const { provider, jwks, jwksUrl } = input;
  return provider === "asset" && jwks === undefined && jwksUrl === undefined
    ? { jwksUrl: installation().assetJwksUrl }
    : { jwks, jwksUrl };
}

function material(input: SourceInput, keySet: KeySetOrigin | null) {
  return {
    signingSecrets: input.secrets?.length ?? 0,
    jwksUrl: keySet?.kind === "url" ? keySet.url : null,
    hasPastedKeys: keySet?.kind === "pasted",
  };
}

/** 128 random bits: whoever does not know the address cannot even knock. */
function unguessableSlug(provider: string): string {
  return `${provider}-${randomBytes(16).toString("hex")}`;
}
