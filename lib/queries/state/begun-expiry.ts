import { Prisma } from "#lib/db/generated/client.ts";
import type { ExpiredWindow } from "#lib/domain/expired-window.ts";

/**
 * The condition that a notice n says that an account began to be expired in this time, whatever it is now. An expiry
 * that merely repeats the one before it begins nothing.
 */
export function begunExpiry({ from, to }: ExpiredWindow): Prisma.Sql {
  const until = to === null ? Prisma.empty : Prisma.sql`AND n.at < ${to.toISOString()}::timestamptz`;
  return Prisma.sql`n.kind = 'account_expired' AND n.at >= ${from.toISOString()}::timestamptz ${until}
      AND 'account_expired' IS DISTINCT FROM (
        SELECT p.kind FROM notices p
        WHERE p.source_id = n.source_id AND p.business_id = n.business_id AND p.account_id = n.account_id
          AND p.kind IN ('account_connected', 'account_disconnected', 'account_expired') AND p.at < n.at
        ORDER BY p.at DESC LIMIT 1)`;
}
