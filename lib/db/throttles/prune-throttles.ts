import { prisma } from "#lib/db/prisma.ts";

/** Forgets what no longer counts: anyone can make a row by trying an e-mail address. Returns how many went. */
export async function pruneThrottles(): Promise<number> {
  return prisma.$executeRaw`
    delete from sign_in_throttles where window_started_at < now() - interval '1 day'
      and (blocked_until is null or blocked_until < now())`;
}
