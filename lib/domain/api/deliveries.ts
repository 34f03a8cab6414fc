import * as z from "zod";
import { ATTEMPT_ERROR_NAMES } from "#lib/domain/attempt-error-names.ts";
import { DELIVERY_REASONS, DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { filterTime } from "#lib/domain/filter-time.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { breakerState } from "./destinations.ts";
import { cursorParam, limitParam, pageOf, timestamp, uuidParam } from "./page.ts";

const statuses = keysOf(DELIVERY_STATUSES);
const reasons = keysOf(DELIVERY_REASONS);
const errorKinds = keysOf(ATTEMPT_ERROR_NAMES);
const status = z.enum(statuses, `must be one of ${statuses.join(", ")}.`);

export const deliveryQuery = z.strictObject({
  status: status.optional(),
  reason: z
    .enum(reasons, `must be one of ${reasons.join(", ")}.`)
    .optional()
    .meta({ description: "Why it is held, canceled, discarded or dead-lettered; `breaker` while it is spared." }),
  destinationId: uuidParam.optional(),
  eventId: uuidParam.optional(),
  replayId: uuidParam.optional(),
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
  type: z
    .string()
    .max(1000, "is longer than 1,000 characters.")
    .optional()
    .meta({ description: "Event types, several with commas; * stands for anything, as in PLAID_*." }),
  error: z
    .enum(errorKinds, `must be one of ${errorKinds.join(", ")}.`)
    .optional()
    .meta({ description: "How the last attempt failed." }),
  response: z
    .string()
    .regex(/^([1-5]xx|[1-5][0-9]{2}|none)$/, "must be a status such as 503, a class such as 5xx, or none.")
    .optional()
    .meta({ description: "What the last attempt was answered: 503, 5xx, or none." }),
  from: filterTime.optional().meta({ description: "Created then or later." }),
  to: filterTime.optional().meta({ description: "Created before then." }),
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
    reason: z
      .string()
      .nullable()
      .meta({ description: "A code where a person would ask why; `breaker` while its destination is spared." }),
    since: timestamp
      .nullable()
      .meta({ description: "Since when it is held, spared, scheduled again or ended unsent." }),
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

const pause = z.object({ since: timestamp.nullable(), by: z.string().nullable(), reason: z.string().nullable() });

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
    responseSnippet: z
      .string()
      .nullable()
      .meta({ description: "The beginning of the response, as text; null without delivery:write." }),
  })
  .meta({ id: "Attempt" });

export type AttemptRow = z.infer<typeof attemptRow>;

export const deliveryDetail = deliveryRow
  .extend({
    attempts: z.array(attemptRow),
    probeCount: z.int().meta({ description: "Attempts that only asked whether a spared destination is back." }),
    laterRetries: z
      .array(z.int())
      .meta({ description: "Seconds before each retry that may follow after the attempt that is next." }),
    destinationPause: pause.nullable().meta({ description: "Null while the destination is not paused." }),
    sourcePause: pause.nullable().meta({ description: "Null while the source is not paused." }),
    breaker: breakerState,
  })
  .meta({ id: "DeliveryDetail" });

export type DeliveryDetail = z.infer<typeof deliveryDetail>;
