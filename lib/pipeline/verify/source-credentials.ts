import { createSecretKey } from "node:crypto";
import type { SourceRow } from "#lib/db/read-source-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import type { SourceCredentials } from "#lib/providers/provider.ts";
import { type RsaVerificationKey, readKeySet } from "#lib/signatures/jwks.ts";

/** Beyond this, the last good key set of an unreachable provider is no longer trusted. */
const KEY_TRUST_MS = 7 * 24 * 3600_000;

export function isKeySetOutdated(fetchedAt: Date | null, now: Date): boolean {
  return fetchedAt !== null && now.getTime() - fetchedAt.getTime() > KEY_TRUST_MS;
}

/** Opens the secrets of a source and imports its keys: what a request is checked with. */
export async function readCredentials(
  row: SourceRow,
  fetchedAt: Date | null,
  { secretBox, log, now }: { secretBox: SecretBox; log: Logger; now: Date },
): Promise<SourceCredentials> {
  const isTrusted = fetchedAt !== null && !isKeySetOutdated(fetchedAt, now);
  const documents = [row.pastedJwks, ...(isTrusted ? [row.keySet?.document, { keys: row.keySet?.leaving }] : [])];
  const distrusted = new Set(row.keySet?.distrusted);
  const keys = (await Promise.all(documents.map(readKeys))).flat().filter((key) => !distrusted.has(key.thumbprint));
  const opened = row.secrets.flatMap((secret) => openSecret(row, secret, secretBox, log));
  return {
    rsaKeys: [...new Map(keys.map((key) => [key.thumbprint, key])).values()],
    secrets: opened
      .filter(({ kind, value }) => kind === "signing" && value !== "")
      .map(({ label, value }) => ({ label, key: createSecretKey(Buffer.from(value, "utf8")) })),
    sharedHeaders: opened
      .filter(({ kind }) => kind === "shared_header")
      .map(({ headerName, value }) => ({ name: headerName ?? "", value })),
  };
}

function openSecret(row: SourceRow, secret: SourceRow["secrets"][number], secretBox: SecretBox, log: Logger) {
  const context = { table: "source_secrets", column: "ciphertext", rowId: secret.id };
  try {
    return [{ ...secret, value: secretBox.open(secret.ciphertext, context) }];
  } catch (error) {
    log.error("a secret of a source does not open", { source: row.slug, label: secret.label, error });
    // A shared header that cannot be read stays required: nothing matches it, so nothing gets in.
    return secret.kind === "shared_header" ? [{ ...secret, value: "" }] : [];
  }
}

async function readKeys(document: unknown): Promise<readonly RsaVerificationKey[]> {
  if (document === null || document === undefined) return [];
  const reading = await readKeySet(JSON.stringify(document));
  return reading.kind === "key_set" ? reading.keys : [];
}
