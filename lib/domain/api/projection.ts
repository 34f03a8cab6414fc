import * as z from "zod";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const projectionQuery = z.strictObject({});
export const parkedEventQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

const difference = z
  .object({
    kind: z.string().meta({ description: "The table of state." }),
    source: z.string(),
    key: z.array(z.string()).meta({ description: "The ids that name it within its source." }),
    foundAt: timestamp,
    live: z.record(z.string(), z.unknown()).nullable(),
    recomputed: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "StateDifference" });

export type StateDifference = z.infer<typeof difference>;

export const projection = z
  .object({
    lagMs: z
      .int()
      .meta({ description: "The age of the oldest event that is not part of the state yet; 0 without one." }),
    behind: z.int().meta({ description: "Events that are not part of the state yet, counted up to 10,000." }),
    projectedAt: timestamp.nullable(),
    projectedCount: z.int(),
    rulesVersion: z.int(),
    currentRulesVersion: z.int(),
    rebuiltAt: timestamp.nullable(),
    parked: z.int(),
    check: z.object({
      checkedCount: z.int(),
      checkedAt: timestamp.nullable(),
      roundFinishedAt: timestamp.nullable(),
      differences: z.int(),
      newest: z.array(difference).meta({ description: "The newest differences, at most 20." }),
    }),
  })
  .meta({ id: "Projection" });

export type Projection = z.infer<typeof projection>;

const parkedEvent = z
  .object({
    eventId: z.uuid(),
    type: z.string(),
    source: z.string(),
    error: z.string(),
    attempts: z.int(),
    parkedAt: timestamp,
    nextAttemptAt: timestamp.nullable().meta({ description: "Null once only an operator can have it tried again." }),
  })
  .meta({ id: "ParkedEvent" });

export const parkedEventPage = pageOf(parkedEvent).meta({ id: "ParkedEventPage" });
export type ParkedEvent = z.infer<typeof parkedEvent>;

export const retriedParkedEvents = z.object({ count: z.int() }).meta({ id: "RetriedParkedEvents" });
