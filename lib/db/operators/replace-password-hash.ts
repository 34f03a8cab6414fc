import { prisma } from "#lib/db/prisma.ts";

/** The same password under other costs; nothing happens if the password was changed meanwhile. */
export async function replacePasswordHash(operatorId: string, from: string, to: string): Promise<void> {
  await prisma.operator.updateMany({ where: { id: operatorId, passwordHash: from }, data: { passwordHash: to } });
}
