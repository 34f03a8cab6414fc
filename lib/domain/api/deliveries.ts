import * as z from "zod";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { cursorParam, limitParam, pageOf, timestamp, uuidParam } from "./page.ts";

const statuses = keysOf(DELIVERY_STATUSES);
const status = z.enum(statuses, `must be one of ${statuses.join(", ")}.`);

export const deliveryQuery = z.strictObject({
  status: status.optional(),
  destinationId: uuidParam.optional(),
  eventId: uuidParam.optional(),
  replayId: uuidParam.optional(),
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
  limit: limitParam,
  cursor: cursorParam,
});

export type DeliveryQuery = z.output<typeof deliveryQuery>;

export const deliveryRow = z
  .object({
    id: z.uuid(),
    eventId: z.uuid(),
    eventType: z.string(),
    source: z.string(),
    sourceName: z.string(),
    environment: z.enum(ENVIRONMENTS),
    destinationId: z.uuid(),
    destination: z.string().meta({ description: "The destination's name." }),
    isDestinationDeleted: z.boolean(),
    replayId: z.uuid().nullable(),
    status,
    reason: z.string().nullable(),
    explanation: z.string().meta({ description: "The status, and why, in words." }),
    trigger: z.string(),
    triggeredBy: z.string().nullable(),
    webhookId: z.uuid(),
    receivedAt: timestamp,
    createdAt: timestamp,
    attemptCount: z.int(),
    maxAttempts: z.int().meta({ description: "The first attempt and every scheduled retry." }),
    nextAttemptAt: timestamp.nullable().meta({ description: "Only while another attempt is scheduled." }),
    lastAttemptAt: timestamp.nullable(),
    lastOutcome: z.string().nullable(),
    lastStatusCode: z.int().nullable(),
    completedAt: timestamp.nullable(),
  })
  .meta({ id: "Delivery" });

export type DeliveryRow = z.infer<typeof deliveryRow>;

export const deliveryPage = pageOf(deliveryRow).meta({ id: "DeliveryPage" });

export const attemptRow = z
  .object({
    id: z.uuid(),
    number: z.int(),
    trigger: z.string(),
    actor: z.string().nullable(),
    startedAt: timestamp,
    finishedAt: timestamp.nullable(),
    outcome: z.string(),
    statusCode: z.int().nullable(),
    durationMs: z.int().nullable(),
    url: z.string(),
    address: z.string().nullable(),
    error: z
      .object({ kind: z.string(), what: z.string(), todo: z.string() })
      .nullable()
      .meta({ description: "What went wrong and what to do about it." }),
    requestHeaders: z.array(z.tuple([z.string(), z.string()])),
    responseHeaders: z.array(z.tuple([z.string(), z.string()])).nullable(),
    responseSnippet: z.string().nullable().meta({ description: "The beginning of the response, as text." }),
  })
  .meta({ id: "Attempt" });

export type AttemptRow = z.infer<typeof attemptRow>;

export const deliveryDetail = deliveryRow.extend({ attempts: z.array(attemptRow) }).meta({ id: "DeliveryDetail" });

export type DeliveryDetail = z.infer<typeof deliveryDetail>;
