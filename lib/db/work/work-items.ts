import { Prisma } from "#lib/db/generated/client.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { WORK_KINDS } from "#lib/domain/work-kind.ts";
import { businessItems } from "./business-items.ts";
import { resourceItems } from "./resource-items.ts";

const URGENT = keysOf(WORK_KINDS).filter((kind) => WORK_KINDS[kind].isUrgent);

/** `encodeWorkKey` in SQL. */
const KEY = Prisma.sql`(
  SELECT i.kind || ':' || s.slug || ':' || string_agg(CASE WHEN p.id ~ '^[A-Za-z0-9_-]+$' THEN p.id
    ELSE '~' || encode(convert_to(p.id, 'UTF8'), 'hex') END, ':' ORDER BY p.place)
  FROM unnest(i.ids) WITH ORDINALITY AS p (id, place))`;

/** Whether the events that decide an item are those of an annotation, in whatever order. */
function isStillDecidedBy(column: "snoozed_at_decision" | "noted_at_decision"): Prisma.Sql {
  const then = Prisma.raw(`a.${column}`);
  return Prisma.sql`(${then} @> i.decided_by AND ${then} <@ i.decided_by)`;
}

/**
 * A subquery: every item of the work queue at this moment, with its source, annotation and observation. `is_hidden` are
 * those snoozed or quieted. Conditions on its columns reach the tables of state.
 */
export function workItems(now: Date): Prisma.Sql {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const branches = [...businessItems(at), ...resourceItems(at)];
  return Prisma.sql`(
SELECT i.*, k.item_key, s.slug, s.name AS source_name, s.environment, i.kind = ANY (${URGENT}) AS is_urgent,
  a.assignee_id, a.note, a.noted_by, a.snoozed_until, coalesce(a.version, 0) AS version, a.updated_at AS annotated_at,
  a.updated_by AS annotated_by, a.note IS NOT NULL AND NOT coalesce(${isStillDecidedBy("noted_at_decision")}, true)
    AS has_changed_since_note,
  z.is_snoozed, z.is_snoozed AND a.snoozed_until IS NULL AS is_snoozed_until_change, o.id AS observation_id,
  z.is_snoozed OR o.id IS NOT NULL AS is_hidden
FROM (${Prisma.join(branches, " UNION ALL ")}) AS i
JOIN sources s ON s.id = i.source_id
CROSS JOIN LATERAL (SELECT ${KEY} AS item_key) AS k
LEFT JOIN work_annotations a ON a.item_key = k.item_key
CROSS JOIN LATERAL (SELECT a.snoozed_at_decision IS NOT NULL AND (a.snoozed_until IS NULL OR a.snoozed_until > ${at})
  AND ${isStillDecidedBy("snoozed_at_decision")} AS is_snoozed) AS z
LEFT JOIN LATERAL (
  SELECT x.id FROM observations x
  WHERE x.subject_kind = i.subject_kind AND x.source_id = i.source_id AND x.subject_key = i.ids
    AND (i.last_seen_at IS NULL OR x.checked_at >= i.last_seen_at)
  ORDER BY x.checked_at DESC, x.id DESC LIMIT 1
) AS o ON true)`;
}
