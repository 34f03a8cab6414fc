import * as z from "zod";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { EVENT_FLAGS } from "#lib/domain/event-flag.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { deliveryRow } from "./deliveries.ts";
import { eventEffect, probableRetry } from "./event-effect.ts";
import { pageOf, timestamp } from "./page.ts";
import { requestRow } from "./requests.ts";

const deliveryStatus = z.enum(keysOf(DELIVERY_STATUSES));

export const eventRow = z
  .object({
    id: z.uuid(),
    source: z.string().meta({ description: "The source's slug." }),
    sourceName: z.string(),
    provider: z.enum(PROVIDER_NAMES),
    environment: z.enum(ENVIRONMENTS),
    type: z.string(),
    providerKey: z.string().meta({ description: "What the provider names this webhook by; duplicates share it." }),
    businessId: z.string().nullable(),
    externalId: z.string().nullable(),
    userId: z.string().nullable(),
    subject: z.string().nullable(),
    occurredAt: timestamp.nullable().meta({ description: "The provider's time, when it could be read." }),
    occurredAtText: z.string().nullable().meta({ description: "The provider's time as it was written." }),
    receivedAt: timestamp,
    lastSeenAt: timestamp,
    duplicates: z.int(),
    flags: z.array(z.enum(keysOf(EVENT_FLAGS))),
    door: z.string(),
    verification: z.object({
      scheme: z.string(),
      via: z.string().meta({ description: "Which text the signature matched: raw bytes, or python's json.dumps." }),
      key: z.string().meta({ description: "A key's thumbprint or a secret's label." }),
    }),
    deliveries: z.partialRecord(deliveryStatus, z.int()).meta({ description: "How many deliveries have each status." }),
  })
  .meta({ id: "Event" });

export type EventRow = z.infer<typeof eventRow>;

export const eventPage = pageOf(eventRow).meta({ id: "EventPage" });

export const timelineEntry = z
  .object({
    kind: z.enum([
      "occurred",
      "received",
      "verified",
      "stored",
      "duplicate",
      "delivery_created",
      "attempt",
      "next_attempt",
      "delivery_ended",
      "not_sent",
    ]),
    at: timestamp.nullable().meta({ description: "Null when it has not happened, or nobody knows when." }),
    tone: z.enum(["neutral", "ok", "warn", "bad", "held"]),
    title: z.string(),
    detail: z.string().nullable(),
    isNext: z.boolean().meta({ description: "Still to come." }),
    deliveryId: z.string().nullable(),
    destinationId: z.string().nullable(),
  })
  .meta({ id: "TimelineEntry" });

export type TimelineEntry = z.infer<typeof timelineEntry>;

export const notSent = z
  .object({
    destinationId: z.uuid(),
    destination: z.string(),
    reason: z.string().meta({ description: "By what it took when the event was stored, in words." }),
    isDeleted: z.boolean(),
    takesItNow: z.boolean().meta({ description: "Its filters would take the event today." }),
  })
  .meta({ id: "NotSent" });

export type NotSent = z.infer<typeof notSent>;

const notArrived = z
  .object({
    destinationId: z.uuid(),
    destination: z.string(),
    deliveryId: z.uuid(),
    status: deliveryStatus,
    since: timestamp.nullable(),
    reason: z.string().meta({ description: "What keeps it back or ended it, in words." }),
    help: z
      .enum(["redeliver", "resume_source", "resume_destination", "see_destination"])
      .nullable()
      .meta({ description: "What an operator can do about it; null when a replay to another destination is left." }),
  })
  .meta({ id: "NotArrived" });

export type NotArrived = z.infer<typeof notArrived>;

export const eventDetail = eventRow
  .omit({ deliveries: true })
  .extend({
    payload: z
      .unknown()
      .meta({ description: "The authenticated JSON, number texts as sent; null when it is not JSON." }),
    payloadText: z.string().nullable().meta({ description: "The authenticated text; null without payload:read." }),
    payloadProblem: z.string().nullable().meta({ description: "Why there is no payload." }),
    bodySize: z.int().nullable().meta({ description: "Bytes received." }),
    headers: z.array(z.tuple([z.string(), z.string()])).meta({ description: "As received; secret values are masked." }),
    deliveryCounts: eventRow.shape.deliveries,
    deliveries: z.array(deliveryRow),
    notSent: z.array(notSent).meta({ description: "Destinations without a delivery of the event, and why." }),
    notArrived: z.array(notArrived).meta({ description: "Destinations whose delivery is stuck or ended unsent." }),
    timeline: z.array(timelineEntry),
    effect: eventEffect,
    probableRetries: z
      .array(probableRetry)
      .meta({ description: "Other events that make the same claim, as a retry under a new id would." }),
    requests: z.array(requestRow).meta({ description: "Every request that carried this event, duplicates included." }),
  })
  .meta({ id: "EventDetail" });

export type EventDetail = z.infer<typeof eventDetail>;
