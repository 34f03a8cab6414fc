import type { Actor } from "#lib/auth/actor.ts";
import type { WorkQuery } from "#lib/domain/api/work.ts";
import { readWorkItems } from "./read-work-items.ts";
import { workConditions } from "./work-conditions.ts";

/** Whether the list hides items that meet its other filters. */
export async function hasSnoozedWork(actor: Actor, query: WorkQuery, now: Date): Promise<boolean> {
  actor.require("state:read");
  if (query.snoozed !== "hide" || query.cursor !== undefined) return false;
  const { items } = await readWorkItems(workConditions(actor, { ...query, snoozed: "only" }), 1, now);
  return items.length > 0;
}
