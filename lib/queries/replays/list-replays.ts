import type * as z from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { ReplayRow, replayQuery } from "#lib/domain/api/replays.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { type ReplayRecord, selectReplays, toReplayRow } from "./replay-rows.ts";

/** Who replayed what, when and why; the newest first. */
export async function listReplays(actor: Actor, query: z.output<typeof replayQuery>): Promise<Page<ReplayRow>> {
  actor.require("replay:read");
  const after = query.cursor === undefined ? Prisma.empty : Prisma.sql`WHERE r.id < ${query.cursor.id}::uuid`;
  const page = Prisma.sql`SELECT r.* FROM replays r ${after} ORDER BY r.id DESC LIMIT ${query.limit + 1}`;
  const rows = await readRows<ReplayRecord>(selectReplays(page));
  return toPage(rows.map(toReplayRow), query.limit);
}
