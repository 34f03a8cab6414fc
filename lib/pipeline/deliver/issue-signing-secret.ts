import { newId } from "#lib/platform/ids.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { newSigningSecret } from "#lib/signatures/standard-webhooks.ts";

export type IssuedSecret = {
  /** Shown once, never again. */
  plain: string;
  row: { id: string; ciphertext: string; last4: string };
};

/** A new signing secret of a destination, with the row it is kept in. */
export function issueSigningSecret(box: SecretBox): IssuedSecret {
  const id = newId();
  const plain = newSigningSecret();
  const ciphertext = box.seal(plain, { table: "destination_secrets", column: "ciphertext", rowId: id });
  return { plain, row: { id, ciphertext, last4: plain.slice(-4) } };
}
