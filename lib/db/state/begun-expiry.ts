import { Prisma } from "#lib/db/generated/client.ts";
import type { ExpiredWindow } from "#lib/domain/expired-window.ts";
import { BEGINS_EXPIRY } from "./begins-expiry.ts";

/**
 * The condition that a notice n says that an account began to be expired in this time, whatever it is now. An expiry
 * that merely repeats the one before it begins nothing.
 */
export function begunExpiry({ from, to }: ExpiredWindow): Prisma.Sql {
  const until = to === null ? Prisma.empty : Prisma.sql`AND n.at < ${to.toISOString()}::timestamptz`;
  return Prisma.sql`n.kind = 'account_expired' AND n.at >= ${from.toISOString()}::timestamptz ${until}
      AND ${Prisma.raw(BEGINS_EXPIRY)}`;
}
