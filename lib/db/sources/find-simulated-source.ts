import { prisma } from "#lib/db/prisma.ts";

/** A source as far as the simulator has to know it, to see whether it trusts the simulator's key or secret. */
export function findSimulatedSource(slug: string) {
  return prisma.source.findUnique({
    where: { slug },
    select: {
      simulated: true,
      status: true,
      deletedAt: true,
      pastedJwks: true,
      secrets: {
        where: { retiredAt: null, kind: "signing" },
        orderBy: { createdAt: "asc" },
        select: { id: true, fingerprint: true },
      },
    },
  });
}
