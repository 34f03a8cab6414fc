import type { ProviderName } from "./provider-name.ts";

export type KeyMaterial = { signingSecrets: number; jwksUrl: string | null; hasPastedKeys: boolean };

/** Why nothing that a source receives could be verified, or null when it could. */
export function findMissingKeys(provider: ProviderName, keys: KeyMaterial): string | null {
  return MISSING[provider](keys);
}

const MISSING = {
  asset: ({ jwksUrl, hasPastedKeys }) =>
    jwksUrl !== null || hasPastedKeys ? null : "It has neither a key set URL nor a pasted key set.",
  abound: ({ signingSecrets }) => (signingSecrets > 0 ? null : "It has no signing secret."),
} satisfies Record<ProviderName, (keys: KeyMaterial) => string | null>;
