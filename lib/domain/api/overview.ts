import * as z from "zod";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { SOURCE_STATUSES } from "#lib/domain/source-status.ts";
import { spoolStatus } from "#lib/domain/spool-status.ts";
import { WORK_KINDS } from "#lib/domain/work-kind.ts";
import { destinationRow } from "./destinations.ts";
import { timestamp } from "./page.ts";
import { keyState } from "./sources.ts";

export const overviewQuery = z.strictObject({
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
});

export const overviewSource = z
  .object({
    slug: z.string(),
    name: z.string(),
    provider: z.enum(PROVIDER_NAMES),
    environment: z.enum(ENVIRONMENTS),
    status: z.enum(keysOf(SOURCE_STATUSES)),
    lastEventAt: timestamp.nullable(),
    acceptedPerMinute: z.number().meta({ description: "Mean of the last five minutes." }),
    rejectedPerMinute: z.number().meta({ description: "Mean of the last five minutes." }),
    acceptedLastHour: z.int(),
    rejectedLastHour: z.int(),
    usualPerHour: z.number().nullable().meta({ description: "Median hour of the last week; null when too young." }),
    thisHour: z.int().meta({ description: "Events accepted since the full hour." }),
    sameHourLastWeek: z
      .int()
      .nullable()
      .meta({ description: "Up to the same minute of that hour a week ago; null when the source is younger." }),
    ackMs: z
      .object({ p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() })
      .meta({ description: "Time to acknowledge over the last hour, as upper bounds in milliseconds." }),
    unrouted: z
      .int()
      .meta({ description: "Events of the last 24 hours for which no destination was found when they were stored." }),
    keys: keyState,
    health: z.enum(["ok", "quiet", "rejecting", "no_keys", "paused", "disabled", "waiting"]),
  })
  .meta({ id: "OverviewSource" });

export type OverviewSource = z.infer<typeof overviewSource>;

export const overviewDestination = destinationRow
  .pick({
    id: true,
    name: true,
    paused: true,
    succeeded: true,
    failed: true,
    pending: true,
    held: true,
    heldFor: true,
    oldestHeldAt: true,
    deadLettered: true,
    oldestDeadLetterAt: true,
    oldestPendingAt: true,
    health: true,
    breaker: true,
  })
  .extend({
    failedLastHour: z.int(),
    succeededLastHour: z.int(),
  })
  .meta({ id: "OverviewDestination" });

export type OverviewDestination = z.infer<typeof overviewDestination>;

export const overviewProcess = z
  .object({
    name: z.string(),
    instance: z.string(),
    lastBeatAt: timestamp,
    startedAt: timestamp,
    isStale: z.boolean().meta({ description: "No heartbeat for 30 seconds." }),
    spool: spoolStatus
      .nullable()
      .meta({ description: "What it keeps on disk; null for a worker, which keeps nothing." }),
  })
  .meta({ id: "OverviewProcess" });

export type OverviewProcess = z.infer<typeof overviewProcess>;

export const needsPerson = z
  .object({
    kind: z.enum([
      "dead_lettered",
      "refused_while_disabled",
      "held_unverified",
      "rejected",
      "no_keys",
      "no_shared_header",
      "no_destination",
      "process_silent",
      "spool_refusing",
      "spool_in_use",
      "spool_set_aside",
      "source_quiet",
      "destination_failing",
      "destination_paused",
      "source_paused",
      "source_disabled",
      "parked",
      "state_differs",
      "projector_behind",
      "rules_outdated",
      ...keysOf(WORK_KINDS),
    ]),
    title: z.string(),
    count: z.int(),
    oldestAt: timestamp.nullable(),
    url: z.string().meta({ description: "The console page that shows them." }),
  })
  .meta({ id: "NeedsPerson" });

export type NeedsPerson = z.infer<typeof needsPerson>;

export const overview = z
  .object({
    verdict: z.string().meta({ description: "One to three sentences; never says fine while something is not." }),
    tone: z.enum(["ok", "warn", "bad", "idle"]),
    generatedAt: timestamp,
    sources: z.array(overviewSource),
    destinations: z.array(overviewDestination),
    processes: z.array(overviewProcess),
    needsPerson: z.array(needsPerson),
    hours: z
      .array(z.object({ hour: timestamp, accepted: z.int(), rejected: z.int() }))
      .meta({ description: "Requests by hour, the last 24." }),
  })
  .meta({ id: "Overview" });

export type Overview = z.infer<typeof overview>;
