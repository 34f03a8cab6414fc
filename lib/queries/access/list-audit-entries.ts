import type { Actor } from "#lib/auth/actor.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { AuditQuery, AuditRow } from "#lib/domain/api/audit.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { encodeAuditCursor } from "#lib/domain/audit-cursor.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import { toAuditRow } from "./audit-rows.ts";

/** Who did what, newest first. */
export async function listAuditEntries(actor: Actor, query: AuditQuery): Promise<Page<AuditRow>> {
  actor.require("audit:read");
  const records = await prisma.auditEntry.findMany({
    where: conditions(query, new Date()),
    orderBy: { seq: "desc" },
    take: query.limit + 1,
  });
  const data = records.slice(0, query.limit).map(toAuditRow);
  const last = data.at(-1);
  return { data, nextCursor: records.length > query.limit && last ? encodeAuditCursor(last.seq) : null };
}

function conditions(query: AuditQuery, now: Date): Prisma.AuditEntryWhereInput {
  const { actor, action, targetKind, targetId, outcome, from, to, cursor } = query;
  return {
    AND: [
      actor === undefined ? {} : { OR: [{ actorId: actor }, { actorLabel: actor }] },
      action === undefined ? {} : { action: action.endsWith(".") ? { startsWith: action } : action },
      targetKind === undefined ? {} : { targetKind },
      targetId === undefined ? {} : { targetId },
      outcome === undefined ? {} : { outcome },
      from === undefined ? {} : { at: { gte: resolveFilterTime(from, now) } },
      to === undefined ? {} : { at: { lt: resolveFilterTime(to, now) } },
      cursor === undefined ? {} : { seq: { lt: BigInt(cursor) } },
    ],
  };
}
