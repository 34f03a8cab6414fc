import { Prisma } from "#lib/db/generated/client.ts";
import { WORK_LIMITS } from "#lib/domain/work-kind.ts";

const OF_RESOURCE = Prisma.sql`NULL::text AS business_id, NULL::text AS external_id, NULL::text AS account_id, r.user_id,
  r.resource, r.resource_id`;
const IDS = Prisma.sql`ARRAY[r.user_id, r.resource, r.resource_id]`;

/** The errors among what else was received: they decide while the last status is another one. */
const OPEN_ERRORS = Prisma.sql`
SELECT min(e.value ->> 'receivedAt')::timestamptz AS since, array_agg((e.value ->> 'eventId')::uuid) AS event_ids,
  (array_agg(e.value ->> 'message' ORDER BY e.value ->> 'receivedAt' DESC))[1] AS message
FROM jsonb_array_elements(r.also_received) AS e WHERE r.status <> 'error' AND e.value ->> 'status' = 'error'`;

function inError(kind: "payment_error" | "document_error", resource: "taxPayments" | "documents"): Prisma.Sql {
  return Prisma.sql`
SELECT ${kind}::text, 'resource', r.source_id, ${IDS}, ${OF_RESOURCE}, coalesce(e.since, r.status_since),
  coalesce(e.event_ids, r.decided_by), r.last_seen_at, r.status,
  jsonb_build_object('status', r.status, 'message', CASE WHEN r.status = 'error' THEN r.message ELSE e.message END)
FROM resources r CROSS JOIN LATERAL (${OPEN_ERRORS}) AS e
WHERE r.resource = ${resource} AND r.has_open_error`;
}

function paymentStuck(now: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'payment_stuck', 'resource', r.source_id, ${IDS}, ${OF_RESOURCE}, r.status_since, r.decided_by, r.last_seen_at,
  r.status, jsonb_build_object('status', r.status)
FROM resources r
WHERE r.resource = 'taxPayments' AND r.status IN ('created', 'pending') AND NOT r.has_open_error
  AND r.status_since < ${now} - make_interval(hours => ${WORK_LIMITS.paymentStuckHours})`;
}

const RESOURCE_UNCLEAR = Prisma.sql`
SELECT 'unclear', 'resource', r.source_id, ${IDS}, ${OF_RESOURCE}, r.status_since, r.decided_by, r.last_seen_at, r.status,
  jsonb_build_object('subject', 'resource', 'candidates', (
    SELECT coalesce(jsonb_agg(DISTINCT e.value ->> 'status'), '[]') FROM jsonb_array_elements(r.also_received) AS e))
FROM resources r WHERE r.certainty = 'unclear' AND NOT r.has_open_error`;

/** What needs a person about the resources of users at this moment. */
export function resourceItems(now: Prisma.Sql): readonly Prisma.Sql[] {
  return [
    inError("payment_error", "taxPayments"),
    inError("document_error", "documents"),
    paymentStuck(now),
    RESOURCE_UNCLEAR,
  ];
}
