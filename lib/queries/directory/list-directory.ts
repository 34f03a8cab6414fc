import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DirectoryQuery, DirectoryRow } from "#lib/domain/api/directory.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { encodeStateCursor } from "#lib/domain/state-cursor.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";

type DirectoryRecord = Omit<DirectoryRow, "updatedAt"> & { updatedAt: Date; sortName: string };

const SORT_NAME = Prisma.sql`lower(display_name) COLLATE "C"`;

/** The operators' names in alphabetical order, those that hold `q` in the name or an id. */
export async function listDirectory(actor: Actor, query: DirectoryQuery): Promise<Page<DirectoryRow>> {
  actor.require("state:read");
  const records = await refuseSlowRead(() => readRows<DirectoryRecord>(statement(query)));
  const shown = records.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ sortName: _, updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() })),
    nextCursor:
      records.length > query.limit && last ? encodeStateCursor({ value: last.sortName, key: [last.id] }) : null,
  };
}

function statement({ q, cursor, limit }: DirectoryQuery): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (q !== undefined) conditions.push(holds(q));
  const [id] = cursor?.key ?? [];
  if (id !== undefined) conditions.push(Prisma.sql`(${SORT_NAME}, id) > (${cursor?.value}, ${id}::uuid)`);
  return Prisma.sql`
SELECT id::text, external_id AS "externalId", business_id AS "businessId", user_id AS "userId",
  display_name AS "displayName", updated_at AS "updatedAt", updated_by AS "updatedBy", ${SORT_NAME} AS "sortName"
FROM directory_entries WHERE ${Prisma.join(conditions, " AND ")}
ORDER BY ${SORT_NAME}, id LIMIT ${limit + 1}`;
}

function holds(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`(display_name ILIKE ${pattern} OR external_id ILIKE ${pattern}
    OR business_id ILIKE ${pattern} OR user_id ILIKE ${pattern})`;
}
