import * as z from "zod";
import { pageOf, timestamp } from "./page.ts";

/** One page holds them all, so there is nothing to ask for. */
export const destinationQuery = z.strictObject({});

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
    deadLettered: z.int(),
    oldestPendingAt: timestamp.nullable(),
    health: z
      .enum(["ok", "failing", "behind", "dead_letters", "paused", "idle"])
      .meta({ description: "What its backlog and its attempts say together." }),
  })
  .meta({ id: "Destination" });

export type DestinationRow = z.infer<typeof destinationRow>;

export const destinationPage = pageOf(destinationRow).meta({ id: "DestinationPage" });

export const destinationDetail = destinationRow
  .extend({
    secrets: z
      .array(z.object({ id: z.uuid(), last4: z.string(), createdAt: timestamp, expiresAt: timestamp.nullable() }))
      .meta({ description: "Signing secrets; two while one is being replaced." }),
    hours: z
      .array(z.object({ hour: timestamp, succeeded: z.int(), failed: z.int() }))
      .meta({ description: "Attempts by hour, the last 24." }),
  })
  .meta({ id: "DestinationDetail" });

export type DestinationDetail = z.infer<typeof destinationDetail>;
