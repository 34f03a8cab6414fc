import type * as z from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type {
  NeedsPerson,
  Overview,
  OverviewDestination,
  OverviewSource,
  overviewQuery,
} from "#lib/domain/api/overview.ts";
import type { WorkCount } from "#lib/domain/api/work.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { judgeDestination } from "#lib/domain/overview-health.ts";
import {
  type DestinationFacts,
  findProblems,
  type OverviewFacts,
  type SourceFacts,
} from "#lib/domain/overview-problem.ts";
import { buildVerdict } from "#lib/domain/verdict.ts";
import { workSentence } from "#lib/domain/work-line.ts";
import { CLOSED_BREAKER, readOpenBreakers } from "#lib/queries/destinations/destination-breakers.ts";
import { countByDestination, NO_COUNTS } from "#lib/queries/destinations/destination-counts.ts";
import { type DestinationRecord, selectDestinations } from "#lib/queries/destinations/destination-rows.ts";
import { readProjection } from "#lib/queries/projection/read-projection.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { countWork } from "#lib/queries/work/count-work.ts";
import { readOverviewProcesses } from "./overview-processes.ts";
import { readOverviewSources } from "./overview-sources.ts";

/** Whether the integrations are healthy, in words and numbers. */
export async function getOverview(actor: Actor, query: z.output<typeof overviewQuery>): Promise<Overview> {
  actor.require("overview:read");
  const now = new Date();
  const [facts, hours, work] = await refuseSlowRead(() =>
    Promise.all([readFacts(query.environment, now), readHours(query.environment), readWork(actor, query, now)]),
  );
  const problems = findProblems(facts, now);
  return {
    ...buildVerdict(facts, problems, workSentence(work)),
    generatedAt: now.toISOString(),
    sources: facts.sources.map(toSource),
    destinations: facts.destinations.map(toDestination),
    processes: [...facts.processes],
    needsPerson: [...problems.map(({ severity: _severity, ...problem }) => problem), ...work.map(toNeed)],
    hours,
  };
}

/** A key may read the overview and not the state. */
async function readWork(actor: Actor, query: z.output<typeof overviewQuery>, now: Date): Promise<WorkCount[]> {
  return actor.can("state:read") ? (await countWork(actor, query, now)).data : [];
}

function toNeed({ kind, title, count, oldestAt, url }: WorkCount): NeedsPerson {
  return { kind, title, count, oldestAt, url };
}

async function readFacts(environment: Environment | undefined, now: Date): Promise<OverviewFacts> {
  const [sources, destinations, processes, unknownSource, projection] = await Promise.all([
    readOverviewSources(environment, now),
    readDestinations(now),
    readOverviewProcesses(now),
    countUnknownSource(),
    readProjection(),
  ]);
  return { sources, destinations, processes, unknownSource, projection };
}

async function readDestinations(now: Date): Promise<DestinationFacts[]> {
  const [rows, counts, breakers] = await Promise.all([
    readRows<DestinationRecord>(selectDestinations(Prisma.sql`true`)),
    countByDestination(),
    readOpenBreakers(),
  ]);
  return rows.map((row) => {
    const own = counts.get(row.id) ?? NO_COUNTS;
    const { oldestDueAt, ...shown } = own;
    const paused = row.paused_at !== null;
    const breaker = breakers.get(row.id) ?? CLOSED_BREAKER;
    const isSpared = breaker.state !== "closed" && !paused;
    return {
      id: row.id,
      name: row.name,
      paused,
      ...shown,
      breaker,
      health: isSpared ? "failing" : judgeDestination({ paused, oldestDueAt, ...shown }, now),
    };
  });
}

async function countUnknownSource(): Promise<OverviewFacts["unknownSource"]> {
  const [row] = await readRows<{ count: number; oldest: Date | null }>(Prisma.sql`
SELECT count(*)::int AS count, min(received_at) AS oldest FROM (
  SELECT received_at FROM requests WHERE outcome = 'rejected' AND cause = 'unknown_source' ORDER BY id DESC LIMIT 1000
) AS last WHERE received_at > now() - interval '1 hour'`);
  return { count: row?.count ?? 0, oldestAt: row?.oldest?.toISOString() ?? null };
}

async function readHours(environment: Environment | undefined): Promise<Overview["hours"]> {
  const inEnvironment =
    environment === undefined ? Prisma.empty : Prisma.sql`WHERE environment = ${environment}::environment`;
  const rows = await readRows<{ hour: Date; accepted: number; rejected: number }>(Prisma.sql`
WITH counted AS (
  SELECT date_trunc('hour', minute) AS hour, outcome, sum(count)::int AS count FROM request_minutes
  WHERE source_id = ANY (ARRAY (SELECT id FROM sources ${inEnvironment}))
    AND minute >= date_trunc('hour', now()) - interval '23 hours'
  GROUP BY 1, 2
)
SELECT h.hour, coalesce(sum(c.count) FILTER (WHERE c.outcome <> 'rejected'), 0)::int AS accepted,
  coalesce(sum(c.count) FILTER (WHERE c.outcome = 'rejected'), 0)::int AS rejected
FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS h (hour)
LEFT JOIN counted c ON c.hour = h.hour GROUP BY h.hour ORDER BY h.hour`);
  return rows.map(({ hour, accepted, rejected }) => ({ hour: hour.toISOString(), accepted, rejected }));
}

function toSource(facts: SourceFacts): OverviewSource {
  const {
    heldDeliveries: _held,
    refusedWhileDisabled: _refused,
    oldestRefusedAt: _oldestRefused,
    heldUnverified: _heldUnverified,
    oldestHeldAt: _oldestHeld,
    oldestRejectedAt: _oldestRejected,
    activeSharedHeaders: _headers,
    usualRange: _usual,
    ...shown
  } = facts;
  return shown;
}

function toDestination({ retrying: _retrying, ...shown }: DestinationFacts): OverviewDestination {
  return shown;
}
