import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { Assignee } from "#lib/domain/api/assignees.ts";
import { ASSIGNABLE_ROLES } from "#lib/domain/assignable-roles.ts";

/** Whom work can be given to: name and id of everyone who may work on it. */
export async function listAssignees(actor: Actor): Promise<Assignee[]> {
  actor.require("work:write");
  return prisma.operator.findMany({
    where: { disabledAt: null, role: { in: [...ASSIGNABLE_ROLES] } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
