import * as z from "zod";
import { keysOf } from "#lib/domain/keys-of.ts";
import { REPLAY_PHASES, REPLAY_STATUSES } from "#lib/domain/replay-status.ts";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

const statuses = keysOf(REPLAY_STATUSES);
const filterStatuses = [...statuses, ...keysOf(REPLAY_PHASES)] as const;

export const replayQuery = z.strictObject({
  status: z.enum(filterStatuses, `must be one of ${filterStatuses.join(", ")}.`).optional(),
  limit: limitParam,
  cursor: cursorParam,
});

export type ReplayQuery = z.output<typeof replayQuery>;

/** How far a replay got at one destination. */
export const replayTarget = z
  .object({
    destinationId: z.uuid(),
    destination: z.string().meta({ description: "The destination's name." }),
    isDestinationDeleted: z.boolean(),
    total: z.int().meta({ description: "Deliveries to make." }),
    queued: z.int().meta({ description: "Deliveries made so far; the others are untouched." }),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    waitsFor: z
      .string()
      .nullable()
      .meta({ description: "Why nothing is sent to it at the moment, in words; null when something is." }),
  })
  .meta({ id: "ReplayTarget" });

export type ReplayTargetRow = z.infer<typeof replayTarget>;

export const replayRow = z
  .object({
    id: z.uuid(),
    name: z.string().nullable(),
    reason: z.string().nullable(),
    status: z.enum(statuses),
    filter: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: "The query of GET /events; null for chosen events." }),
    eventIds: z.array(z.uuid()).meta({ description: "The chosen events; empty when a filter selects them." }),
    destinationIds: z.array(z.uuid()),
    rate: z
      .int()
      .nullable()
      .meta({ description: "Deliveries a second to each destination at most; null: as many as it takes." }),
    skipDelivered: z.boolean(),
    skipSuperseded: z.boolean(),
    upTo: timestamp.nullable().meta({ description: "Events stored later are not part of it." }),
    total: z.int().meta({ description: "Deliveries to make; 0 while they are being selected." }),
    processed: z.int().meta({ description: "Those that are over: succeeded, failed or skipped." }),
    succeeded: z.int(),
    failed: z.int().meta({ description: "Gave up after every retry." }),
    skipped: z.int().meta({
      description:
        "Canceled, discarded, or left out since the event had arrived meanwhile or the destination was deleted.",
    }),
    untouched: z.int().meta({ description: "Not begun; after a cancel these will not be sent." }),
    secondsLeft: z.int().nullable().meta({
      description:
        "Estimate; null when there is nothing to go by, as when all that is left waits for its destinations.",
    }),
    problem: z.string().nullable().meta({ description: "Why it could not be carried out, in words." }),
    createdAt: timestamp,
    createdBy: z.string(),
    startedAt: timestamp.nullable(),
    finishedAt: timestamp.nullable(),
    canceledBy: z.string().nullable(),
  })
  .meta({ id: "Replay" });

export type ReplayRow = z.infer<typeof replayRow>;

export const replayPage = pageOf(replayRow).meta({ id: "ReplayPage" });

export const replayDetail = replayRow.extend({ targets: z.array(replayTarget) }).meta({ id: "ReplayDetail" });

export type ReplayDetail = z.infer<typeof replayDetail>;

/** What a replay would do at one destination. Delivered before, failed and never attempted add up to `events`. */
export const replayPreviewTarget = z
  .object({
    id: z.uuid(),
    name: z.string(),
    events: z.int().meta({ description: "Selected events that would go there." }),
    deliveredBefore: z.int(),
    failed: z.int().meta({ description: "Attempted and never delivered." }),
    neverAttempted: z.int(),
    onTheWay: z.int().meta({ description: "Of those not delivered: still queued, held or scheduled for a retry." }),
    superseded: z.int().nullable().meta({
      description: "A newer event of the same subject says otherwise; null when there are too many events to tell.",
    }),
    supersededUndelivered: z.int().nullable(),
    toSend: z.int().meta({ description: "With the options of the request." }),
    seconds: z.int().nullable().meta({ description: "How long that takes at the rate; null when it cannot be told." }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "ReplayPreviewTarget" });

export type ReplayPreviewTarget = z.infer<typeof replayPreviewTarget>;

export const replayPreview = z
  .object({
    previewId: z.uuid(),
    upTo: timestamp.meta({ description: "Events stored later stay out." }),
    events: z.int(),
    destinations: z.array(replayPreviewTarget),
    warnings: z
      .array(z.string())
      .meta({ description: "About the whole: payloads deleted, the same replay under way." }),
  })
  .meta({ id: "ReplayPreview" });

export type ReplayPreview = z.infer<typeof replayPreview>;
