import type { Actor } from "#lib/auth/actor.ts";
import { workItemCondition } from "#lib/db/work/work-item-condition.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import type { WorkSubject } from "#lib/domain/work-key.ts";
import { readWorkItems } from "./read-work-items.ts";

/** One item of the queue, snoozed or not; null when nothing needs a person there now. */
export async function getWorkItem(actor: Actor, subject: WorkSubject, now: Date): Promise<WorkItem | null> {
  actor.require("state:read");
  const { items } = await readWorkItems([workItemCondition(subject)], 1, now);
  return items[0] ?? null;
}
