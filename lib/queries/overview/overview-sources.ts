import { receiverUrl } from "#lib/auth/receiver-url.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { type Bucket, judgeSource, percentile, usualRate } from "#lib/domain/overview-health.ts";
import type { SourceFacts } from "#lib/domain/overview-problem.ts";
import { readLastEvents } from "#lib/queries/events/last-events.ts";
import { type SourceContext, type SourceRecord, selectSources, toSourceRow } from "#lib/queries/sources/source-rows.ts";

const RATE_MINUTES = 5;

/** What each source brought lately, beside what it usually brings. */
export async function readOverviewSources(environment: Environment | undefined, now: Date): Promise<SourceFacts[]> {
  const condition =
    environment === undefined ? Prisma.sql`true` : Prisma.sql`s.environment = ${environment}::environment`;
  const [sources, recent, acks, hours, weeks, unrouted] = await Promise.all([
    readRows<SourceRecord>(selectSources(condition)),
    readRows<Recent>(RECENT),
    readRows<Ack>(ACKS),
    readRows<Hour>(HOURS),
    readRows<AgainstLastWeek>(AGAINST_LAST_WEEK),
    readRows<Unrouted>(UNROUTED),
  ]);
  const lastEvents = await readLastEvents(sources.map((record) => record.id));
  const context = { lastEvents, receiverUrl: receiverUrl(), now };
  return sources.map((record) =>
    toFacts(record, context, {
      recent: recent.find((row) => row.source_id === record.id),
      unrouted: unrouted.find((row) => row.source_id === record.id),
      week: weeks.find((row) => row.source_id === record.id),
      buckets: acks
        .filter((row) => row.source_id === record.id)
        .map((row) => ({ upToMs: row.up_to_ms, count: row.count })),
      hours: hours.filter((row) => row.source_id === record.id).map((row) => row.count),
    }),
  );
}

type Measured = {
  recent: Recent | undefined;
  unrouted: Unrouted | undefined;
  week: AgainstLastWeek | undefined;
  buckets: Bucket[];
  hours: number[];
};

function toFacts(
  record: SourceRecord,
  context: SourceContext,
  { recent, unrouted, week, buckets, hours }: Measured,
): SourceFacts {
  const row = toSourceRow(record, context);
  const usual = usualRate(hours);
  const rates = {
    acceptedLastHour: recent?.accepted_hour ?? 0,
    rejectedLastHour: recent?.rejected_hour ?? 0,
    usualPerHour: usual?.perHour ?? null,
  };
  return {
    slug: row.slug,
    name: row.name,
    provider: row.provider,
    environment: row.environment,
    status: row.status,
    lastEventAt: row.lastEventAt,
    acceptedPerMinute: (recent?.accepted ?? 0) / RATE_MINUTES,
    rejectedPerMinute: (recent?.rejected ?? 0) / RATE_MINUTES,
    ...rates,
    thisHour: week?.this_hour ?? 0,
    sameHourLastWeek: week?.same_hour ?? null,
    ackMs: { p50: percentile(buckets, 0.5), p95: percentile(buckets, 0.95), p99: percentile(buckets, 0.99) },
    unrouted: unrouted?.count ?? 0,
    keys: row.keys,
    health: judgeSource({ ...row, ...rates }, context.now),
    heldDeliveries: row.heldDeliveries,
    refusedWhileDisabled: row.refusedWhileDisabled,
    oldestRefusedAt: record.oldest_refused_at?.toISOString() ?? null,
    heldUnverified: row.heldUnverified,
    oldestHeldAt: record.oldest_unverified_at?.toISOString() ?? null,
    oldestRejectedAt: recent?.oldest_rejected?.toISOString() ?? null,
    activeSharedHeaders: record.shared_headers,
    usualRange: usual,
  };
}

type Recent = {
  source_id: string;
  accepted: number;
  rejected: number;
  accepted_hour: number;
  rejected_hour: number;
  oldest_rejected: Date | null;
};

/** Rows begin at a full minute, so the minute that is under way counts as the last one. */
const RECENT = Prisma.sql`
SELECT source_id,
  coalesce(sum(count) FILTER (WHERE outcome <> 'rejected' AND minute > now() - interval '5 minutes'), 0)::int AS accepted,
  coalesce(sum(count) FILTER (WHERE outcome = 'rejected' AND minute > now() - interval '5 minutes'), 0)::int AS rejected,
  coalesce(sum(count) FILTER (WHERE outcome <> 'rejected'), 0)::int AS accepted_hour,
  coalesce(sum(count) FILTER (WHERE outcome = 'rejected'), 0)::int AS rejected_hour,
  min(minute) FILTER (WHERE outcome = 'rejected') AS oldest_rejected
FROM request_minutes
WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND minute > now() - interval '1 hour'
GROUP BY source_id`;

type Ack = { source_id: string; up_to_ms: number; count: number };

const ACKS = Prisma.sql`
SELECT source_id, up_to_ms, sum(count)::int AS count FROM ack_minutes
WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND minute > now() - interval '1 hour'
GROUP BY source_id, up_to_ms`;

type Hour = { source_id: string; count: number };

/** The full hours of the last week since the first request, those without any included. */
const HOURS = Prisma.sql`
WITH counted AS (
  SELECT source_id, date_trunc('hour', minute) AS hour, sum(count)::int AS count FROM request_minutes
  WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND outcome <> 'rejected'
    AND minute >= date_trunc('hour', now()) - interval '7 days' AND minute < date_trunc('hour', now())
  GROUP BY 1, 2
)
SELECT f.source_id, coalesce(c.count, 0) AS count
FROM (SELECT source_id, min(hour) AS first FROM counted GROUP BY source_id) AS f
CROSS JOIN LATERAL generate_series(f.first, date_trunc('hour', now()) - interval '1 hour', interval '1 hour') AS h (hour)
LEFT JOIN counted c ON c.source_id = f.source_id AND c.hour = h.hour`;

type AgainstLastWeek = { source_id: string; this_hour: number; same_hour: number | null };

/** The hour that is under way, and the same one a week ago up to the same minute, for those that were there then. */
const AGAINST_LAST_WEEK = Prisma.sql`
SELECT s.id AS source_id, coalesce(now.count, 0)::int AS this_hour,
  CASE WHEN EXISTS (SELECT 1 FROM request_minutes m WHERE m.source_id = s.id AND m.minute < now() - interval '7 days')
    THEN coalesce(week.count, 0)::int END AS same_hour
FROM sources s
CROSS JOIN LATERAL (
  SELECT sum(count) AS count FROM request_minutes m
  WHERE m.source_id = s.id AND m.outcome <> 'rejected' AND m.minute >= date_trunc('hour', now())
) AS now
CROSS JOIN LATERAL (
  SELECT sum(count) AS count FROM request_minutes m
  WHERE m.source_id = s.id AND m.outcome <> 'rejected'
    AND m.minute >= date_trunc('hour', now()) - interval '7 days' AND m.minute <= now() - interval '7 days'
) AS week`;

type Unrouted = { source_id: string; count: number };

const UNROUTED = Prisma.sql`
SELECT source_id, sum(count)::int AS count FROM unrouted_minutes
WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND minute > now() - interval '24 hours' GROUP BY source_id`;
