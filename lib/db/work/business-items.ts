import { Prisma } from "#lib/db/generated/client.ts";
import { WORK_LIMITS } from "#lib/domain/work-kind.ts";

const { tasksOpenDays, noConnectionAfterDays, noConnectionUntilDays } = WORK_LIMITS;

const NO_RESOURCE = Prisma.sql`NULL::text AS user_id, NULL::text AS resource, NULL::text AS resource_id`;
const OF_BUSINESS = Prisma.sql`b.business_id, b.external_id, NULL::text AS account_id, ${NO_RESOURCE}`;

/** A reconnect that an open task list asks for belongs to the item of its expired connection. */
const ASKS_FOR_RECONNECT = Prisma.sql`coalesce(t.state <> 'completed' AND 'reconnect_account' = ANY (t.task_types), false)`;

const CONNECTION_EXPIRED = Prisma.sql`
SELECT 'connection_expired' AS kind, 'connection' AS subject_kind, c.source_id, ARRAY[c.business_id, c.account_id] AS ids,
  c.business_id, b.external_id, c.account_id, ${NO_RESOURCE}, coalesce(c.since, c.last_seen_at) AS since, c.decided_by,
  c.last_seen_at, c.state AS state_now, jsonb_build_object('isReconnectAsked', ${ASKS_FOR_RECONNECT},
    'lastReminderAt', CASE WHEN ${ASKS_FOR_RECONNECT} THEN t.last_reconnect_reminder_at END) AS facts
FROM connections c
JOIN businesses b ON b.source_id = c.source_id AND b.business_id = c.business_id AND b.status <> 'inactive'
LEFT JOIN task_lists t ON t.source_id = c.source_id AND t.business_id = c.business_id
WHERE c.state = 'expired'`;

function tasksOpen(now: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'tasks_open', 'task_list', t.source_id, ARRAY[t.business_id], ${OF_BUSINESS}, t.open_since, t.decided_by,
  t.last_seen_at, t.state,
  jsonb_build_object('state', t.state, 'taskTypes', t.task_types, 'lastReminderAt', t.last_reminder_at)
FROM task_lists t
JOIN businesses b ON b.source_id = t.source_id AND b.business_id = t.business_id AND b.status <> 'inactive'
WHERE t.state IN ('open', 'open_or_completed') AND t.open_since <= ${now} - make_interval(days => ${tasksOpenDays})
  AND NOT (t.task_types <@ ARRAY['reconnect_account'] AND EXISTS (
    SELECT FROM connections c
    WHERE c.source_id = t.source_id AND c.business_id = t.business_id AND c.state = 'expired'))`;
}

function noConnection(now: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'no_connection', 'business', b.source_id, ARRAY[b.business_id], ${OF_BUSINESS}, b.created_at, b.decided_by,
  b.last_seen_at, b.status, '{}'::jsonb
FROM businesses b
WHERE b.created_at <= ${now} - make_interval(days => ${noConnectionAfterDays})
  AND b.created_at >= ${now} - make_interval(days => ${noConnectionUntilDays}) AND b.status <> 'inactive'
  AND NOT EXISTS (SELECT FROM connections c WHERE c.source_id = b.source_id AND c.business_id = b.business_id)`;
}

const LATE_ACTIVITY = Prisma.sql`
SELECT 'late_activity', 'business', b.source_id, ARRAY[b.business_id], ${OF_BUSINESS},
  coalesce(b.status_since, b.first_event_at), b.decided_by, b.last_seen_at, b.status,
  jsonb_build_object('count', b.late_activity_count, 'lastAt', b.late_activity_at)
FROM businesses b WHERE b.status = 'inactive' AND b.late_activity_count > 0`;

const BUSINESS_UNCLEAR = Prisma.sql`
SELECT 'unclear', 'business', b.source_id, ARRAY[b.business_id], ${OF_BUSINESS},
  coalesce(b.status_since, b.first_event_at), b.decided_by, b.last_seen_at, b.status,
  jsonb_build_object('subject', 'business', 'candidates', jsonb_build_array('active', 'inactive'))
FROM businesses b WHERE b.status = 'unclear'`;

const CONNECTION_UNCLEAR = Prisma.sql`
SELECT 'unclear', 'connection', c.source_id, ARRAY[c.business_id, c.account_id], c.business_id, b.external_id,
  c.account_id, ${NO_RESOURCE}, coalesce(c.since, c.last_seen_at), c.decided_by, c.last_seen_at, c.state,
  jsonb_build_object('subject', 'connection', 'candidates', c.candidates)
FROM connections c
JOIN businesses b ON b.source_id = c.source_id AND b.business_id = c.business_id AND b.status <> 'inactive'
WHERE c.state = 'unclear'`;

/** What needs a person about businesses, their connections and task lists at this moment. */
export function businessItems(now: Prisma.Sql): readonly Prisma.Sql[] {
  return [CONNECTION_EXPIRED, tasksOpen(now), noConnection(now), LATE_ACTIVITY, BUSINESS_UNCLEAR, CONNECTION_UNCLEAR];
}
