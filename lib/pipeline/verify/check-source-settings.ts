import type { LabelledSecret } from "#lib/domain/api/labelled-secrets-input.ts";
import type { NameValue } from "#lib/domain/api/name-values-input.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { judgeSecret } from "#lib/domain/secret-strength.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import { judgeSharedHeader } from "./judge-shared-header.ts";

export type GivenSettings = {
  jwksUrl?: string | undefined;
  jwks?: unknown;
  secrets?: readonly LabelledSecret[] | undefined;
  sharedHeaders?: readonly NameValue[] | undefined;
};

export type SettingsCheck = { kind: "ok"; warnings: string[] } | Refusal;

/** Whether the settings suit the provider's way of signing, and whether each secret can be one. */
export function checkSourceSettings(provider: ProviderName, given: GivenSettings): SettingsCheck {
  const mismatch = findMismatch(provider, given);
  if (mismatch) return mismatch;
  const warnings: string[] = [];
  for (const { label, value } of given.secrets ?? []) {
    const strength = judgeSecret(label, value);
    if (strength.kind === "refused") return refused(strength.message, "secrets");
    if (strength.kind === "short") warnings.push(strength.warning);
  }
  for (const header of given.sharedHeaders ?? []) {
    const verdict = judgeSharedHeader(header);
    if (verdict.kind !== "ok") return verdict;
    warnings.push(...verdict.warnings);
  }
  return { kind: "ok", warnings };
}

function findMismatch(name: ProviderName, { jwksUrl, jwks, secrets = [], sharedHeaders = [] }: GivenSettings) {
  const provider = findProvider(name);
  if (jwksUrl !== undefined && jwks !== undefined) {
    return refused("Give the URL of a key set or a key set itself, not both.", "jwks");
  }
  if (!provider.hasKeySet && (jwksUrl !== undefined || jwks !== undefined)) {
    return refused(`${provider.label} signs with a secret that it shares with you; it has no key set.`, "jwksUrl");
  }
  if (!provider.hasSecrets && secrets.length > 0) {
    return refused(
      `${provider.label} signs with a key of its own and publishes the public part; there is no secret.`,
      "secrets",
    );
  }
  if (!provider.allowsSharedHeader && sharedHeaders.length > 0) {
    return refused(`${provider.label} does not send headers that you choose.`, "sharedHeaders");
  }
  return null;
}
