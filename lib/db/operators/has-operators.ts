import { prisma } from "#lib/db/prisma.ts";

export async function hasOperators(): Promise<boolean> {
  return (await prisma.operator.findFirst({ select: { id: true } })) !== null;
}
