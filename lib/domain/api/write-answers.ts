import * as z from "zod";
import { deliveryDetail } from "./deliveries.ts";
import { destinationDetail } from "./destinations.ts";
import { timestamp } from "./page.ts";
import { sourceDetail } from "./sources.ts";

const warnings = z.array(z.string());
const moved = z
  .object({ delivered: z.int(), held: z.int(), discarded: z.int() })
  .nullable()
  .meta({ description: "What became of deliveries that waited or were to be sent." });
const READ_TOO = "Beside `id` and what the change did, only for those who may read it, too.";

export const sourceAnswer = sourceDetail
  .partial()
  .extend({ slug: z.string(), warnings, moved })
  .meta({ id: "SourceAnswer", description: READ_TOO });

export const createdDestination = z
  .looseObject({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    signingSecret: z.string().meta({ description: "whsec_…, returned this once." }),
    warnings,
  })
  .meta({ id: "CreatedDestination" });

export const destinationAnswer = destinationDetail
  .partial()
  .extend({ id: z.uuid(), warnings, moved })
  .meta({ id: "DestinationAnswer", description: READ_TOO });

export const rotatedSecret = z
  .object({ id: z.uuid(), signingSecret: z.string(), previousExpiresAt: timestamp.nullable() })
  .meta({ id: "RotatedSecret" });

export const testResult = z
  .object({
    outcome: z.enum(["succeeded", "failed"]),
    webhookId: z.string(),
    type: z.string(),
    url: z.string(),
    statusCode: z.int().nullable(),
    durationMs: z.int(),
    error: z.object({ kind: z.string(), what: z.string(), todo: z.string() }).nullable(),
    requestHeaders: z.array(z.tuple([z.string(), z.string()])),
    responseHeaders: z.array(z.tuple([z.string(), z.unknown()])).nullable(),
    responseSnippet: z.string().nullable(),
  })
  .meta({ id: "TestResult" });

export const deliveryAnswer = deliveryDetail
  .partial()
  .extend({ id: z.uuid() })
  .meta({ id: "DeliveryAnswer", description: READ_TOO });

export const startedReplay = z
  .object({ replayId: z.uuid(), deliveries: z.int(), warnings })
  .meta({ id: "StartedReplay" });

export const replayStarted = z.object({ replayId: z.uuid(), warnings }).meta({ id: "ReplayStarted" });

export const replayCanceling = z
  .object({
    replayId: z.uuid(),
    sent: z.int().meta({ description: "Attempted at least once; these stay as they are." }),
    untouched: z.int().meta({ description: "Will not be sent." }),
    message: z.string().meta({ description: "Both, in words." }),
  })
  .meta({ id: "ReplayCanceling" });

export const reverified = z
  .object({ id: z.uuid(), eventId: z.uuid(), isDuplicate: z.boolean() })
  .meta({ id: "Reverified" });

export const reverifiedMany = z
  .object({
    checked: z.int(),
    accepted: z.int(),
    duplicates: z.int(),
    refused: z.record(z.string(), z.int()).meta({ description: "Still refused, by cause." }),
  })
  .meta({ id: "ReverifiedMany" });
