import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { begunExpiry } from "#lib/db/state/begun-expiry.ts";
import type { Environment } from "#lib/domain/environment.ts";
import type { ExpirationCount, Expirations } from "#lib/domain/expirations.ts";
import { type ExpiredFilter, type ExpiredWindow, expiredWindow } from "#lib/domain/expired-window.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { sourceConditions } from "./state-conditions.ts";

interface Scope {
  expired: ExpiredFilter;
  source?: string | undefined;
  environment?: Environment | undefined;
}

const HOURLY_MS = 48 * 3_600_000;

/** The expiries that a filter finds, by the hour in which they began; by the day where it spans more than 48 hours. */
export async function countExpirations(actor: Actor, scope: Scope, now: Date): Promise<Expirations> {
  actor.require("state:read");
  const window = expiredWindow(scope.expired, now);
  const span = (window.to ?? now).getTime() - window.from.getTime();
  const step = span <= HOURLY_MS ? "hour" : "day";
  const rows = await refuseSlowRead(() =>
    readRows<Omit<ExpirationCount, "from"> & { from: Date }>(statement(scope, window, step, now)),
  );
  const counts = rows.map(({ from, ...count }) => ({ from: from.toISOString(), ...count }));
  return { filter: scope.expired, step, until: window.to?.toISOString() ?? null, counts };
}

/** What a provider dates into the future counts in the last step, so that the sum is that of the list. */
function statement(scope: Scope, window: ExpiredWindow, step: Expirations["step"], now: Date): Prisma.Sql {
  const end = window.to === null ? now : new Date(window.to.getTime() - 1);
  const last = Prisma.sql`${end.toISOString()}::timestamptz`;
  const conditions = Prisma.join([begunExpiry(window), ...sourceConditions("n", scope)], " AND ");
  return Prisma.sql`
WITH counted AS (
  SELECT date_trunc(${step}, least(n.at, ${last}), 'UTC') AS began, count(*)::int AS expirations,
    count(DISTINCT (n.source_id, n.business_id))::int AS businesses
  FROM notices n WHERE ${conditions} GROUP BY 1
)
SELECT s.began AS from, coalesce(c.expirations, 0) AS expirations, coalesce(c.businesses, 0) AS businesses
FROM generate_series(
  date_trunc(${step}, ${window.from.toISOString()}::timestamptz, 'UTC'), ${last}, ('1 ' || ${step})::interval, 'UTC'
) AS s (began)
LEFT JOIN counted c ON c.began = s.began ORDER BY s.began`;
}
