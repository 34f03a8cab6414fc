import { Actor } from "#lib/auth/actor.ts";
import { credentialHash } from "#lib/auth/credential.ts";
import { keepBootstrapKey } from "#lib/db/api-keys/keep-bootstrap-key.ts";
import { newId } from "#lib/platform/ids.ts";

/** Makes SIGNALBOX_BOOTSTRAP_API_KEY the one bootstrap key, with every permission; without the variable none works. */
export async function ensureBootstrapApiKey(env: { bootstrapApiKey: string | null }): Promise<void> {
  const value = env.bootstrapApiKey;
  const key =
    value === null
      ? null
      : {
          id: newId(),
          name: "Bootstrap key",
          hash: credentialHash(value),
          last4: value.slice(-4),
          scopes: ["admin"],
          expiresAt: null,
        };
  await keepBootstrapKey(key, Actor.system("environment"));
}
