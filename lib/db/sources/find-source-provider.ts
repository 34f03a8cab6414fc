import { prisma } from "#lib/db/prisma.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";

/** The provider of a source, which never changes; null when there is no such source. */
export async function findSourceProvider(slug: string): Promise<ProviderName | null> {
  const source = await prisma.source.findFirst({ where: { slug, deletedAt: null }, select: { provider: true } });
  return source?.provider ?? null;
}
