import type { Actor } from "#lib/auth/actor.ts";
import { receiverUrl } from "#lib/auth/receiver-url.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { SecretRow, SourceDetail } from "#lib/domain/api/sources.ts";
import { readLastEvents } from "#lib/queries/events/last-events.ts";
import { type SourceRecord, selectSources, toSourceRow } from "./source-rows.ts";

/** A source with its keys and secrets as far as they may be seen; null when no source has this slug. */
export async function getSource(actor: Actor, slug: string): Promise<SourceDetail | null> {
  actor.require("source:read");
  if (slug.includes("\u0000")) return null;
  const [row] = await readRows<SourceRecord>(selectSources(Prisma.sql`s.slug = ${slug}`));
  if (row === undefined) return null;
  const [secrets, trustedKeys, lastEvents] = await Promise.all([
    readSecrets(row.id),
    readTrustedKeys(row.id),
    readLastEvents([row.id]),
  ]);
  return {
    ...toSourceRow(row, { lastEvents, receiverUrl: receiverUrl(), now: new Date() }),
    jwksUrl: row.jwks_url,
    hasPastedJwks: row.pasted_keys !== null,
    secrets,
    trustedKeys,
  };
}

type SecretRecord = {
  id: string;
  kind: "signing" | "shared_header";
  label: string;
  header_name: string | null;
  fingerprint: string;
  last4: string;
  created_at: Date;
  retired_at: Date | null;
};

async function readSecrets(sourceId: string): Promise<SecretRow[]> {
  const rows = await readRows<SecretRecord>(Prisma.sql`
SELECT id, kind, label, header_name, fingerprint, last4, created_at, retired_at
FROM source_secrets WHERE source_id = ${sourceId}::uuid ORDER BY retired_at NULLS FIRST, created_at`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    label: row.label,
    headerName: row.header_name,
    fingerprint: row.fingerprint,
    last4: row.last4,
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
  }));
}

type KeyRecord = {
  thumbprint: string;
  first_seen_at: Date;
  last_seen_at: Date;
  gone_at: Date | null;
  distrusted_at: Date | null;
};

async function readTrustedKeys(sourceId: string): Promise<SourceDetail["trustedKeys"]> {
  const rows = await readRows<KeyRecord>(Prisma.sql`
SELECT thumbprint, first_seen_at, last_seen_at, gone_at, distrusted_at
FROM source_keys WHERE source_id = ${sourceId}::uuid ORDER BY gone_at NULLS FIRST, first_seen_at`);
  return rows.map((row) => ({
    thumbprint: row.thumbprint,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    goneAt: row.gone_at?.toISOString() ?? null,
    distrustedAt: row.distrusted_at?.toISOString() ?? null,
  }));
}
