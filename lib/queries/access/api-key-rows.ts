import type { Prisma } from "#lib/db/generated/client.ts";
import type { ApiKeyRow } from "#lib/domain/api/api-keys.ts";

export const API_KEY_SELECT = {
  id: true,
  name: true,
  last4: true,
  scopes: true,
  isBootstrap: true,
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} as const satisfies Prisma.ApiKeySelect;

type ApiKeyRecord = Prisma.ApiKeyGetPayload<{ select: typeof API_KEY_SELECT }>;

export function toApiKeyRow(record: ApiKeyRecord, now: Date): ApiKeyRow {
  return {
    ...record,
    status: statusOf(record, now),
    createdAt: record.createdAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
    expiresAt: record.expiresAt?.toISOString() ?? null,
    revokedAt: record.revokedAt?.toISOString() ?? null,
  };
}

function statusOf(record: ApiKeyRecord, now: Date): ApiKeyRow["status"] {
  if (record.revokedAt !== null) return "revoked";
  return record.expiresAt !== null && record.expiresAt <= now ? "expired" : "active";
}
