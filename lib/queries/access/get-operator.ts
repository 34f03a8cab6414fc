import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { operatorSelect, toOperatorRow } from "./operator-rows.ts";

export async function getOperator(actor: Actor, id: string): Promise<OperatorRow> {
  actor.require("operator:read");
  const record = await prisma.operator.findUnique({ where: { id }, select: operatorSelect(new Date()) });
  if (record === null) throw new AppError("not_found", "There is no such operator.");
  return toOperatorRow(record);
}
