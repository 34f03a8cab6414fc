import type { Prisma } from "#lib/db/generated/client.ts";
import type { OperatorRow } from "#lib/domain/api/operators.ts";

/** What a row shows; of the password only whether there is one. */
export function operatorSelect(now: Date) {
  return {
    id: true,
    email: true,
    name: true,
    role: true,
    passwordHash: true,
    disabledAt: true,
    createdAt: true,
    lastSignInAt: true,
    version: true,
    links: {
      where: { usedAt: null, expiresAt: { gt: now } },
      select: { expiresAt: true },
      orderBy: { expiresAt: "desc" },
      take: 1,
    },
  } as const satisfies Prisma.OperatorSelect;
}

type OperatorRecord = Prisma.OperatorGetPayload<{ select: ReturnType<typeof operatorSelect> }>;

export function toOperatorRow(record: OperatorRecord): OperatorRow {
  const { id, email, name, role, version } = record;
  return {
    id,
    email,
    name,
    role,
    status: statusOf(record),
    createdAt: record.createdAt.toISOString(),
    lastSignInAt: record.lastSignInAt?.toISOString() ?? null,
    linkExpiresAt: record.links[0]?.expiresAt.toISOString() ?? null,
    version,
  };
}

function statusOf(record: OperatorRecord): OperatorRow["status"] {
  if (record.disabledAt !== null) return "disabled";
  return record.passwordHash === null ? "invited" : "active";
}
