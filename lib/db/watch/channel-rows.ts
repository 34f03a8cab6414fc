import type { Prisma } from "#lib/db/generated/client.ts";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import type { AuditValue } from "#lib/domain/audit-record.ts";

/** What may be seen of the address: nothing that is sealed. */
export const CHANNEL_SELECT = {
  id: true,
  kind: true,
  urlHint: true,
  isEnabled: true,
  manyExpired: true,
  secretLast4: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
} as const satisfies Prisma.NotificationChannelSelect;

type ChannelRecord = Prisma.NotificationChannelGetPayload<{ select: typeof CHANNEL_SELECT }>;

export function toChannel(record: ChannelRecord): NotificationChannel {
  const { kind, urlHint, isEnabled, manyExpired, secretLast4, version, updatedAt, updatedBy } = record;
  return {
    kind: kind === "slack" ? "slack" : "webhook",
    urlHint,
    isEnabled,
    manyExpired,
    secretLast4,
    version,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
  };
}

/** The address for the audit log. A hint and an ending stand for the secrets. */
export function auditedChannel({ kind, urlHint, isEnabled, manyExpired, secretLast4 }: ChannelRecord): AuditValue {
  return { kind, address: urlHint, isEnabled, manyExpired, secretLast4 };
}
