import * as z from "zod";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const replayQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

export const replayRow = z
  .object({
    id: z.uuid(),
    name: z.string().nullable(),
    reason: z.string().nullable(),
    status: z.enum(["queued", "running", "canceling", "canceled", "completed"]),
    eventIds: z.array(z.uuid()),
    destinationIds: z.array(z.uuid()),
    total: z.int(),
    processed: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    createdAt: timestamp,
    createdBy: z.string(),
  })
  .meta({ id: "Replay" });

export type ReplayRow = z.infer<typeof replayRow>;

export const replayPage = pageOf(replayRow).meta({ id: "ReplayPage" });
