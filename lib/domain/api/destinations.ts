import * as z from "zod";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { pageOf, timestamp } from "./page.ts";

/** One page holds them all, so there is nothing to ask for. */
export const destinationQuery = z.strictObject({});

export const breakerState = z
  .object({
    state: z.enum(["closed", "open", "half_open"]),
    openedAt: timestamp.nullable(),
    nextProbeAt: timestamp.nullable().meta({ description: "When one delivery is tried to see whether it is back." }),
    why: z.string().nullable().meta({ description: "The failures that opened it, in words." }),
    waiting: z.int().meta({ description: "Deliveries that wait for it; none of them loses an attempt." }),
  })
  .meta({ id: "Breaker" });

export type BreakerState = z.infer<typeof breakerState>;

const healthHour = z.object({ hour: timestamp, succeeded: z.int(), failed: z.int() });

export const destinationRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    eventTypes: z.array(z.string()).meta({ description: "Patterns; empty means every type." }),
    sources: z.array(z.string()).meta({ description: "Slugs; empty means every source." }),
    headerNames: z.array(z.string()).meta({ description: "Names of the custom headers; values are never shown." }),
    rate: z.int().nullable().meta({ description: "Deliveries a second at most; null means no limit." }),
    concurrency: z.int(),
    timeoutMs: z.int(),
    retrySchedule: z.array(z.int()).meta({ description: "Seconds before each retry." }),
    replayWebhookId: z.enum(["same", "new"]),
    paused: z.boolean(),
    pausedAt: timestamp.nullable(),
    pausedReason: z.string().nullable(),
    pausedBy: z.string().nullable(),
    version: z.int(),
    createdAt: timestamp,
    updatedAt: timestamp,
    succeeded: z.int().meta({ description: "Attempts in the last 24 hours." }),
    failed: z.int().meta({ description: "Attempts in the last 24 hours." }),
    pending: z.int().meta({ description: "Deliveries waiting, being sent or scheduled for a retry." }),
    held: z.int(),
    heldFor: z
      .object({ source_paused: z.int(), destination_paused: z.int() })
      .meta({ description: "The held ones by what holds them." }),
    oldestHeldAt: timestamp.nullable().meta({ description: "Since when the longest held one waits." }),
    deadLettered: z.int(),
    oldestDeadLetterAt: timestamp.nullable().meta({ description: "When its event was received." }),
    oldestPendingAt: timestamp.nullable(),
    health: z
      .enum(["ok", "failing", "behind", "dead_letters", "paused", "idle"])
      .meta({ description: "What its backlog and its attempts say together." }),
    breaker: breakerState,
    hours: z.array(healthHour).meta({ description: "Attempts by hour, the last 24." }),
  })
  .meta({ id: "Destination" });

export type DestinationRow = z.infer<typeof destinationRow>;

export const destinationPage = pageOf(destinationRow).meta({ id: "DestinationPage" });

const recentDelivery = z.object({
  id: z.uuid(),
  eventType: z.string(),
  status: z.enum(keysOf(DELIVERY_STATUSES)),
  attemptedAt: timestamp,
  statusCode: z.int().nullable(),
  durationMs: z.int().nullable().meta({ description: "Of the last attempt." }),
  error: z.string().nullable().meta({ description: "What went wrong with the last attempt, in words." }),
});

export type RecentDelivery = z.infer<typeof recentDelivery>;

const latency = z.object({ attempts: z.int(), p50Ms: z.int(), p95Ms: z.int() });

export type DestinationLatency = z.infer<typeof latency>;

const matching = z.object({ since: timestamp, events: z.int(), total: z.int() });

export const destinationDetail = destinationRow
  .extend({
    secrets: z
      .array(z.object({ id: z.uuid(), last4: z.string(), createdAt: timestamp, expiresAt: timestamp.nullable() }))
      .meta({ description: "Signing secrets; two while one is being replaced." }),
    heldByPause: z.int().meta({ description: "Deliveries that the end of its pause sends or discards." }),
    latency: latency.nullable().meta({ description: "Of the attempts that ended in the last hour; null without any." }),
    matching: matching.nullable().meta({
      description: "How many of the last 7 days' events its filters take; null when counting takes too long.",
    }),
    recent: z
      .array(recentDelivery)
      .nullable()
      .meta({ description: "What it was sent last, newest first; null without delivery:read." }),
  })
  .meta({ id: "DestinationDetail" });

export type DestinationDetail = z.infer<typeof destinationDetail>;
