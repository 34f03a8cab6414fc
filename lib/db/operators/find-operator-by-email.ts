import { prisma } from "#lib/db/prisma.ts";

export interface OperatorCredentials {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  authEpoch: number;
  disabledAt: Date | null;
}

/** What a sign-in is checked against. The e-mail address is in lower case, as all stored ones are. */
export function findOperatorByEmail(email: string): Promise<OperatorCredentials | null> {
  return prisma.operator.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, authEpoch: true, disabledAt: true },
  });
}
