import { prisma } from "#lib/db/prisma.ts";

interface StoredOperator {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
}

export function findOperator(id: string): Promise<StoredOperator | null> {
  return prisma.operator.findUnique({
    where: { id },
    select: { id: true, email: true, name: true, passwordHash: true },
  });
}
