import { createHmac } from "node:crypto";
import type pg from "pg";
import { describeSecret } from "#lib/platform/describe-secret.ts";
import { newId } from "#lib/platform/ids.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { TEST_SECRET } from "./door-process.ts";

interface SourceOptions {
  status?: "enabled" | "paused" | "disabled";
  environment?: "production" | "sandbox";
  jwks?: unknown;
  jwksUrl?: string;
  secrets?: Record<string, string>;
  sharedHeaders?: { name: string; value: string }[];
  /** The installation's; unless given that of the tests. */
  secret?: string;
}

/** A source as the doors find it in the database. Returns its id. */
export async function insertSource(
  pool: pg.Pool,
  provider: "asset" | "abound",
  slug: string,
  options: SourceOptions = {},
): Promise<string> {
  const id = newId();
  await pool.query(
    `INSERT INTO sources (id, slug, provider, name, environment, status, jwks_url, pasted_jwks)
     VALUES ($1, $2, $3, $2, $4, $5, $6, $7)`,
    [
      id,
      slug,
      provider,
      options.environment ?? "production",
      options.status ?? "enabled",
      options.jwksUrl ?? null,
      options.jwks === undefined ? null : JSON.stringify(options.jwks),
    ],
  );
  for (const [label, value] of Object.entries(options.secrets ?? {})) {
    await insertSecret(pool, id, { kind: "signing", label, headerName: null, value }, options.secret);
  }
  for (const { name, value } of options.sharedHeaders ?? []) {
    await insertSecret(pool, id, { kind: "shared_header", label: name, headerName: name, value }, options.secret);
  }
  return id;
}

async function insertSecret(
  pool: pg.Pool,
  sourceId: string,
  secret: { kind: string; label: string; headerName: string | null; value: string },
  installationSecret = TEST_SECRET,
): Promise<void> {
  const id = newId();
  const box = createSecretBox(installationSecret);
  const ciphertext = box.seal(secret.value, { table: "source_secrets", column: "ciphertext", rowId: id });
  const { last4, fingerprint } = describeSecret(secret.value);
  await pool.query(
    `INSERT INTO source_secrets (id, source_id, kind, label, header_name, ciphertext, fingerprint, last4)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, sourceId, secret.kind, secret.label, secret.headerName, ciphertext, fingerprint, last4],
  );
}

/** The `abound-signature` of a body. */
export function signAbound(secret: string, body: string | Buffer): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
