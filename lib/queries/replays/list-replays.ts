import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { ReplayQuery, ReplayRow } from "#lib/domain/api/replays.ts";
import { replayStatusesOf } from "#lib/domain/replay-status.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { type ReplayRecord, selectReplays, toReplayRow } from "./replay-rows.ts";

/** Who replayed what, when and why; the newest first. */
export async function listReplays(actor: Actor, query: ReplayQuery): Promise<Page<ReplayRow>> {
  actor.require("replay:read");
  const { status, cursor, limit } = query;
  const conditions = [Prisma.sql`true`];
  if (status !== undefined) conditions.push(Prisma.sql`r.status = ANY (${[...replayStatusesOf(status)]})`);
  if (cursor !== undefined) conditions.push(Prisma.sql`r.id < ${cursor.id}::uuid`);
  const page = Prisma.sql`SELECT r.* FROM replays r WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY r.id DESC LIMIT ${limit + 1}`;
  const rows = await readRows<ReplayRecord>(selectReplays(page));
  return toPage(rows.map(toReplayRow), limit);
}
