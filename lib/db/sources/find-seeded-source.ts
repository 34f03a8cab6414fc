import { prisma } from "#lib/db/prisma.ts";

export type SeededSource = NonNullable<Awaited<ReturnType<typeof findSeededSource>>>;

/** What seeding compares: the source with its active secrets' fingerprints, or null. */
export function findSeededSource(slug: string) {
  return prisma.source.findUnique({
    where: { slug },
    select: {
      status: true,
      statusReason: true,
      jwksUrl: true,
      secrets: { where: { retiredAt: null }, select: { fingerprint: true } },
    },
  });
}
