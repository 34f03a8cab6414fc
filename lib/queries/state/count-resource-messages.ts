import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ResourceQuery } from "#lib/domain/api/resources.ts";
import { fixFor } from "#lib/domain/resource-error.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { resourceConditions } from "./resource-conditions.ts";

export interface MessageCount {
  resource: string;
  message: string;
  count: number;
  /** What to tell the user, where the error is a documented one. */
  fix: string | null;
}

const MAX_MESSAGES = 50;

/** How many of the resources that match carry which message, the most frequent first; at most 50 messages. */
export async function countResourceMessages(actor: Actor, query: ResourceQuery): Promise<MessageCount[]> {
  actor.require("state:read");
  const conditions = [...resourceConditions(query, new Date()), Prisma.sql`u.message IS NOT NULL`];
  const rows = await refuseSlowRead(() =>
    readRows<{ resource: string; message: string; count: number }>(Prisma.sql`
SELECT u.resource, u.message, count(*)::int AS count FROM resources u WHERE ${Prisma.join(conditions, " AND ")}
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${MAX_MESSAGES}`),
  );
  return rows.map((row) => ({ ...row, fix: fixFor(row.resource, row.message) }));
}
