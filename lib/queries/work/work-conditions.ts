import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import type { WorkQuery } from "#lib/domain/api/work.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { isInstant } from "#lib/domain/instant.ts";
import type { StateCursor } from "#lib/domain/state-cursor.ts";
import { businessesHolding, usersNamed } from "#lib/queries/state/state-conditions.ts";

/** Conditions on the alias w of `workItems`. */
export function workConditions(actor: Actor, query: Omit<WorkQuery, "limit">): Prisma.Sql[] {
  const { kind, source, environment, q, cursor } = query;
  const conditions = [...snoozedConditions(query.snoozed), ...assigneeConditions(actor, query.assignee)];
  if (kind !== undefined) conditions.push(Prisma.sql`w.kind = ANY (${kind})`);
  if (source !== undefined) conditions.push(Prisma.sql`w.slug = ${source}`);
  if (environment !== undefined) conditions.push(Prisma.sql`w.environment = ${environment}::environment`);
  if (q !== undefined) conditions.push(holds(q));
  if (cursor !== undefined) conditions.push(behind(cursor));
  return conditions;
}

function snoozedConditions(snoozed: WorkQuery["snoozed"]): Prisma.Sql[] {
  if (snoozed === "all") return [];
  return [snoozed === "only" ? Prisma.sql`w.is_hidden` : Prisma.sql`NOT w.is_hidden`];
}

function assigneeConditions(actor: Actor, assignee: string | undefined): Prisma.Sql[] {
  if (assignee === undefined) return [];
  if (assignee === "none") return [Prisma.sql`w.assignee_id IS NULL`];
  if (assignee !== "me") return [Prisma.sql`w.assignee_id = ${assignee}::uuid`];
  if (actor.kind !== "operator" || actor.id === null) {
    throw new AppError("invalid_input", 'The parameter "assignee" is me, which only a signed-in operator can be.');
  }
  return [Prisma.sql`w.assignee_id = ${actor.id}::uuid`];
}

/** A part of an id, an external id or a name. */
function holds(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`(w.account_id LIKE ${pattern} OR w.user_id LIKE ${pattern} OR w.resource_id LIKE ${pattern}
    OR (w.source_id, w.business_id) IN (${businessesHolding(q)}) OR w.user_id IN (${usersNamed(q)}))`;
}

/** Items behind a cursor's place; whoever sends one may have written it: AppError `invalid_input`. */
function behind({ value, key: [urgency, itemKey] }: StateCursor): Prisma.Sql {
  const fits = value !== null && isInstant(value) && itemKey !== undefined && !itemKey.includes("\0");
  if (!fits || (urgency !== "urgent" && urgency !== "other")) {
    throw new AppError("invalid_input", 'The parameter "cursor" is not a cursor of this list.');
  }
  const isUrgent = urgency === "urgent";
  const later = Prisma.sql`(w.since, w.item_key COLLATE "C") > (${value}::timestamptz, ${itemKey}::text)`;
  const same = Prisma.sql`(w.is_urgent = ${isUrgent}::boolean AND ${later})`;
  return isUrgent ? Prisma.sql`(${same} OR NOT w.is_urgent)` : same;
}
