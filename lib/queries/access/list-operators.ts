import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { OperatorQuery, OperatorRow } from "#lib/domain/api/operators.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { encodeCursor } from "#lib/domain/cursor.ts";
import { operatorSelect, toOperatorRow } from "./operator-rows.ts";

/** Everyone who was ever invited, newest first. */
export async function listOperators(actor: Actor, query: OperatorQuery): Promise<Page<OperatorRow>> {
  actor.require("operator:read");
  const rows = await prisma.operator.findMany({
    where: query.cursor === undefined ? {} : { id: { lt: query.cursor.id } },
    select: operatorSelect(new Date()),
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const data = rows.slice(0, query.limit).map(toOperatorRow);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > query.limit && last ? encodeCursor({ kind: "list", id: last.id }) : null };
}
