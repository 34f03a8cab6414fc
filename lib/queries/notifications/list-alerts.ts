import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { AlertQuery, AlertRow } from "#lib/domain/api/notifications.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { toPage } from "#lib/domain/to-page.ts";

const STATES = { open: { recoveredAt: null }, past: { recoveredAt: { not: null } } };

/** Alerts, open and past, the last opened first. */
export async function listAlerts(actor: Actor, { state, limit, cursor }: AlertQuery): Promise<Page<AlertRow>> {
  actor.require("notification:read");
  const records = await prisma.watchAlert.findMany({
    where: { ...(state && STATES[state]), ...(cursor && { id: { lt: cursor.id } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const rows = records.map(({ severity, since, openedAt, recoveredAt, toldCount: _told, seenAt: _seen, ...row }) => ({
    ...row,
    severity: severity === "bad" ? ("bad" as const) : ("warn" as const),
    since: since.toISOString(),
    openedAt: openedAt.toISOString(),
    recoveredAt: recoveredAt?.toISOString() ?? null,
  }));
  return toPage(rows, limit);
}
