import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import { begunExpiry } from "#lib/db/state/begun-expiry.ts";
import type { ConnectionQuery } from "#lib/domain/api/connections.ts";
import { type ExpiredWindow, expiredWindow } from "#lib/domain/expired-window.ts";
import { before, businessesHolding, businessStatusCondition, sourceConditions } from "./state-conditions.ts";

/** What a query demands of a row c of connections. */
export function connectionConditions(query: ConnectionQuery, now: Date): Prisma.Sql[] {
  return [
    ...sourceConditions("c", query),
    ...identityConditions(query),
    ...stateConditions(query, now),
    ...businessStatusCondition("c", query.business),
    ...problemConditions(query, now),
    ...(query.mismatch === undefined ? [] : [MISMATCH]),
  ];
}

function identityConditions({ businessId, accountId, q }: ConnectionQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (businessId !== undefined) conditions.push(Prisma.sql`c.business_id = ${businessId}`);
  if (accountId !== undefined) conditions.push(Prisma.sql`c.account_id = ${accountId}`);
  if (q !== undefined) {
    conditions.push(
      Prisma.sql`(c.account_id LIKE ${likePattern(q)} OR (c.source_id, c.business_id) IN (${businessesHolding(q)}))`,
    );
  }
  return conditions;
}

function stateConditions({ state, age, lastSynced }: ConnectionQuery, now: Date): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (state !== undefined) conditions.push(Prisma.sql`c.state = ANY (${state})`);
  if (age !== undefined) conditions.push(Prisma.sql`c.since < ${before(age, now)}`);
  if (lastSynced !== undefined) conditions.push(notSyncedSince(before(lastSynced, now)));
  return conditions;
}

/** The last sync lies before then; or there never was one, although the connection was known before then. */
function notSyncedSince(moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(c.last_sync_at < ${moment} OR (c.last_sync_at IS NULL AND EXISTS (
    SELECT 1 FROM notices n WHERE n.source_id = c.source_id AND n.business_id = c.business_id
      AND n.account_id = c.account_id AND n.at < ${moment})))`;
}

const PROBLEM_OF = { owner: "disconnected", plaid: "expired" } as const;

function problemConditions({ endedBy, expired, recovered }: ConnectionQuery, now: Date): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (endedBy !== undefined) {
    conditions.push(
      Prisma.sql`c.problem = ${PROBLEM_OF[endedBy]} AND NOT c.candidates @> ARRAY['expired', 'disconnected']`,
    );
  }
  if (expired !== undefined) conditions.push(expiredBetween(expiredWindow(expired, now)));
  if (recovered !== undefined) conditions.push(Prisma.sql`c.recovered_at >= ${before(recovered, now)}`);
  return conditions;
}

function expiredBetween(window: ExpiredWindow): Prisma.Sql {
  return Prisma.sql`(c.source_id, c.business_id, c.account_id) IN (
    SELECT n.source_id, n.business_id, n.account_id FROM notices n WHERE ${begunExpiry(window)})`;
}

/** The businesses whose open tasks ask for a reconnect. */
const ASKING_FOR_RECONNECT = Prisma.sql`
SELECT source_id, business_id FROM task_lists WHERE state <> 'completed' AND 'reconnect_account' = ANY (task_types)`;

/** The businesses of which some connection has a problem that nothing came after. */
export const WITH_OPEN_PROBLEM = Prisma.sql`
SELECT source_id, business_id FROM connections WHERE problem IS NOT NULL AND recovered_at IS NULL`;

const MISMATCH = Prisma.sql`(
  (c.state = 'expired' AND (c.source_id, c.business_id) NOT IN (${ASKING_FOR_RECONNECT}))
  OR ((c.source_id, c.business_id) IN (${ASKING_FOR_RECONNECT}) AND (c.source_id, c.business_id) NOT IN (${WITH_OPEN_PROBLEM})))`;
