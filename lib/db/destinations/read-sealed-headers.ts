import { prisma } from "#lib/db/prisma.ts";

/** The sealed custom headers of a destination; null when there is no such destination. */
export async function readSealedHeaders(id: string): Promise<{ ciphertext: string | null } | null> {
  const found = await prisma.destination.findUnique({
    where: { id, deletedAt: null },
    select: { headersCiphertext: true },
  });
  return found && { ciphertext: found.headersCiphertext };
}
