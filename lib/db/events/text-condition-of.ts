import type { Prisma } from "#lib/db/generated/client.ts";
import { textCondition } from "./event-conditions.ts";
import { listEventTypes } from "./event-scope.ts";

/** The condition that a text stands in an id, a key or a type of an event. */
export async function textConditionOf(q: string): Promise<Prisma.Sql> {
  const lower = q.toLowerCase();
  const types = await listEventTypes();
  return textCondition(
    q,
    types.filter((type) => type.toLowerCase().includes(lower)),
  );
}
