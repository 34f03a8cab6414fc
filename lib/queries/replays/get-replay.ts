import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { type ReplayRecord, selectReplays, toReplayRow } from "./replay-rows.ts";
import { readReplayTargets } from "./replay-target-rows.ts";

/** A replay and how far it got at each destination; null when there is none with this id. */
export async function getReplay(actor: Actor, id: string): Promise<ReplayDetail | null> {
  actor.require("replay:read");
  if (!isUuid(id)) return null;
  const one = Prisma.sql`SELECT r.* FROM replays r WHERE r.id = ${id}::uuid`;
  const [row] = await readRows<ReplayRecord>(selectReplays(one));
  if (row === undefined) return null;
  return { ...toReplayRow(row), targets: await readReplayTargets(row) };
}
