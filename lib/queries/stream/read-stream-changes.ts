import { FIRST_OPEN_TRANSACTION } from "#lib/db/events/first-open-transaction.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { StreamChange } from "#lib/domain/api/stream.ts";
import type { FeedCursor } from "#lib/domain/cursor.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import type { Environment } from "#lib/domain/environment.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { ReplayStatus } from "#lib/domain/replay-status.ts";
import type { SourceStatus } from "#lib/domain/source-status.ts";
import { FEED_START, settledAfter } from "#lib/queries/events/pull-events.ts";
import { readRefusedRequests } from "./read-refused-requests.ts";
import { readSpoolChange } from "./read-spool-change.ts";

export type PlacedEvent = { place: FeedCursor; change: Extract<StreamChange, { kind: "event" }> };

/** `version` tells one state of a thing from the next, so that an overlap of two reads is not sent twice. */
export type DatedChange = { version: string; change: Exclude<StreamChange, { kind: "event" }> };

export const EVENTS_PER_READ = 500;
const CHANGES_PER_READ = 500;

/** The events behind a place in the feed, oldest first, at most EVENTS_PER_READ. */
export async function readEventsAfter(after: FeedCursor): Promise<PlacedEvent[]> {
  const rows = await readRows<EventRecord>(Prisma.sql`
SELECT e.id, e.tx::text AS tx, s.slug, s.provider, s.environment, e.type, e.business_id, e.user_id, e.subject, e.received_at
FROM (SELECT * FROM events e WHERE ${Prisma.join(settledAfter(after), " AND ")} ORDER BY e.tx, e.id LIMIT ${EVENTS_PER_READ}) e
JOIN sources s ON s.id = e.source_id ORDER BY e.tx, e.id`);
  return rows.map((row) => ({
    place: { kind: "feed", tx: row.tx, id: row.id },
    change: {
      kind: "event",
      id: row.id,
      source: row.slug,
      provider: row.provider,
      environment: row.environment,
      type: row.type,
      businessId: row.business_id,
      userId: row.user_id,
      subject: row.subject,
      receivedAt: row.received_at.toISOString(),
    },
  }));
}

type EventRecord = {
  id: string;
  tx: string;
  slug: string;
  provider: ProviderName;
  environment: Environment;
  type: string;
  business_id: string | null;
  user_id: string | null;
  subject: string | null;
  received_at: Date;
};

/** The end of the feed, and the database's time: where a reader begins who has not read before. */
export async function readStreamEnd(): Promise<{ feed: FeedCursor; changedUntil: Date }> {
  const [row] = await readRows<{ now: Date; tx: string | null; id: string | null }>(Prisma.sql`
SELECT now() AS now, last.tx::text AS tx, last.id FROM (SELECT 1) AS one LEFT JOIN LATERAL (
  SELECT tx, id FROM events WHERE tx < (${Prisma.raw(FIRST_OPEN_TRANSACTION)}) ORDER BY tx DESC, id DESC LIMIT 1
) AS last ON true`);
  const feed: FeedCursor = row?.tx == null || row.id === null ? FEED_START : { kind: "feed", tx: row.tx, id: row.id };
  return { feed, changedUntil: row?.now ?? new Date(0) };
}

/**
 * Deliveries, replays, sources, refused requests, spools and state that changed since, at most some hundreds: whoever
 * shows a list reads it again anyway. Deliveries that merely came with a new event are left out, as the event tells of them.
 */
export async function readChangesSince(since: Date): Promise<{ until: Date; changes: DatedChange[] }> {
  const until = await readClock();
  const from = Prisma.sql`${since.toISOString()}::timestamptz`;
  const [refused, spools, deliveries, replays, sources, states] = await Promise.all([
    readRefusedRequests(since),
    readSpoolChange(since),
    readRows<DeliveryRecord>(deliveriesSince(from)),
    readRows<ReplayRecord>(replaysSince(from)),
    readRows<SourceRecord>(
      Prisma.sql`SELECT slug, status, version, updated_at FROM sources WHERE updated_at > ${from}`,
    ),
    readRows<StateRecord>(Prisma.sql`SELECT at FROM (${LAST_STATE}) AS last WHERE at > ${from}`),
  ]);
  const told = [...deliveries.map(toDelivery), ...replays.map(toReplay), ...sources.map(toSource)];
  return { until, changes: [...told, ...refused, ...spools, ...states.map(toState)] };
}

async function readClock(): Promise<Date> {
  const [row] = await readRows<{ now: Date }>(Prisma.sql`SELECT now() AS now`);
  return row?.now ?? new Date(0);
}

type DeliveryRecord = {
  id: string;
  event_id: string;
  destination_id: string;
  replay_id: string | null;
  status: DeliveryStatus;
  attempt_count: number;
  updated_at: Date;
};

function deliveriesSince(from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
WITH changed AS (
  (SELECT delivery_id AS id FROM attempts WHERE finished_at > ${from} ORDER BY finished_at DESC LIMIT ${CHANGES_PER_READ})
  UNION
  (SELECT id FROM deliveries
   WHERE status IN ('held', 'canceled', 'discarded', 'dead_lettered') AND updated_at > ${from}
   ORDER BY updated_at DESC LIMIT ${CHANGES_PER_READ})
  UNION
  (SELECT id FROM deliveries WHERE status = 'in_progress' ORDER BY lease_until DESC LIMIT ${CHANGES_PER_READ})
)
SELECT d.id, d.event_id, d.destination_id, d.replay_id, d.status, d.attempt_count, d.updated_at
FROM changed JOIN deliveries d ON d.id = changed.id WHERE d.updated_at > ${from} ORDER BY d.updated_at`;
}

function toDelivery(row: DeliveryRecord): DatedChange {
  const updatedAt = row.updated_at.toISOString();
  return {
    version: `delivery ${row.id} ${row.status} ${row.attempt_count} ${updatedAt}`,
    change: {
      kind: "delivery",
      id: row.id,
      eventId: row.event_id,
      destinationId: row.destination_id,
      replayId: row.replay_id,
      status: row.status,
      attemptCount: row.attempt_count,
      updatedAt,
    },
  };
}

type ReplayRecord = { id: string; status: ReplayStatus; updated_at: Date } & ReplayCounts;
type ReplayCounts = { total: number; succeeded: number; failed: number; skipped: number };

/** The worker brings the counters up to date twice a second, and `updated_at` with them. */
function replaysSince(from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT r.id, r.status, r.updated_at, coalesce(sum(t.total), 0)::int AS total,
  coalesce(sum(t.succeeded), 0)::int AS succeeded, coalesce(sum(t.failed), 0)::int AS failed,
  coalesce(sum(t.skipped + t.left_out), 0)::int AS skipped
FROM (
  SELECT id, status, updated_at FROM replays WHERE updated_at > ${from} ORDER BY updated_at DESC LIMIT ${CHANGES_PER_READ}
) AS r LEFT JOIN replay_targets t ON t.replay_id = r.id GROUP BY 1, 2, 3`;
}

function toReplay({ id, status, updated_at, total, succeeded, failed, skipped }: ReplayRecord): DatedChange {
  const processed = succeeded + failed + skipped;
  const updatedAt = updated_at.toISOString();
  return {
    version: `replay ${id} ${status} ${total} ${processed} ${updatedAt}`,
    change: { kind: "replay", id, status, total, processed, succeeded, failed, skipped, updatedAt },
  };
}

type SourceRecord = { slug: string; status: SourceStatus; version: number; updated_at: Date };

function toSource({ slug, status, version, updated_at }: SourceRecord): DatedChange {
  const updatedAt = updated_at.toISOString();
  return {
    version: `source ${slug} ${version} ${updatedAt}`,
    change: { kind: "source", slug, status, version, updatedAt },
  };
}

type StateRecord = { at: Date };

/** State, and what operators wrote beside it. */
const LAST_STATE = Prisma.sql`SELECT greatest(p.projected_at, (SELECT max(a.updated_at) FROM work_annotations a),
  (SELECT max(o.created_at) FROM observations o)) AS at FROM projector p`;

function toState(record: StateRecord): DatedChange {
  const at = record.at.toISOString();
  return { version: `state ${at}`, change: { kind: "state", at } };
}
