import { Prisma } from "#lib/db/generated/client.ts";
import type { TaskQuery } from "#lib/domain/api/tasks.ts";
import { WITH_OPEN_PROBLEM } from "./connection-conditions.ts";
import { before, businessesHolding, businessStatusCondition, sourceConditions } from "./state-conditions.ts";

/** What a query demands of a row t of task_lists. */
export function taskListConditions(query: TaskQuery, now: Date): Prisma.Sql[] {
  const { businessId, q, state, age, mismatch } = query;
  const conditions = [...sourceConditions("t", query), ...businessStatusCondition("t", query.business)];
  if (businessId !== undefined) conditions.push(Prisma.sql`t.business_id = ${businessId}`);
  if (q !== undefined) conditions.push(Prisma.sql`(t.source_id, t.business_id) IN (${businessesHolding(q)})`);
  if (state !== undefined) conditions.push(Prisma.sql`t.state = ANY (${state})`);
  if (age !== undefined) conditions.push(Prisma.sql`t.open_since < ${before(age, now)}`);
  if (mismatch !== undefined) conditions.push(MISMATCH);
  return [...conditions, ...typeConditions(query), ...roundsCondition(query)];
}

function typeConditions({ type, only }: TaskQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (type !== undefined) conditions.push(Prisma.sql`${type} = ANY (t.task_types)`);
  // The types of a list are distinct, so that exactly one and the same is a list of it.
  if (only !== undefined) conditions.push(Prisma.sql`t.task_types = ARRAY[${only}]::text[]`);
  return conditions;
}

/** The report on turnaround leaves out who never completed a list. */
function roundsCondition({ sort }: TaskQuery): Prisma.Sql[] {
  return sort === "turnaround" ? [Prisma.sql`t.turnaround_seconds <> '{}'`] : [];
}

const MISMATCH = Prisma.sql`(t.state <> 'completed' AND 'reconnect_account' = ANY (t.task_types)
  AND (t.source_id, t.business_id) NOT IN (${WITH_OPEN_PROBLEM}))`;
