import type { Actor } from "#lib/auth/actor.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { WorkItem, WorkQuery } from "#lib/domain/api/work.ts";
import { encodeStateCursor } from "#lib/domain/state-cursor.ts";
import { readWorkItems } from "./read-work-items.ts";
import { workConditions } from "./work-conditions.ts";

/** What needs a person: urgent items first, then the oldest. */
export async function listWork(actor: Actor, query: WorkQuery, now: Date): Promise<Page<WorkItem>> {
  actor.require("state:read");
  const conditions = workConditions(actor, query);
  const { items, places } = await readWorkItems(conditions, query.limit + 1, now);
  const last = places[query.limit - 1];
  const hasMore = items.length > query.limit && last !== undefined;
  return { data: items.slice(0, query.limit), nextCursor: hasMore ? encodeStateCursor(last) : null };
}
