import * as z from "zod";
import { eventFilterSchema } from "#lib/domain/event-filter.ts";
import { nameInput, reasonInput } from "./text-input.ts";

const MAX_CHOSEN = 10_000;
const destinationIds = z
  .array(z.uuid())
  .min(1, "Name at least one destination, or leave the list out.")
  .max(100)
  .optional()
  .meta({ description: "Without it: every destination that takes the event." });
const eventIds = z.array(z.uuid()).min(1, "Name at least one event.").max(MAX_CHOSEN);
const rate = z.int().min(1, "The rate is a number of deliveries per second, at least 1.").max(10_000).nullable();

const options = {
  destinationIds,
  rate: rate.optional().meta({ description: "Deliveries a second to each destination at most." }),
  skipDelivered: z.boolean().default(true),
  skipSuperseded: z.boolean().default(false),
};

const selection = { filter: eventFilterSchema.optional(), eventIds: eventIds.optional() };
const isOne = (values: readonly unknown[]) => values.filter((value) => value !== undefined).length === 1;

/** Which events, to where: body of `POST /replays/preview`. */
export const replayPreviewInput = z
  .strictObject({ ...selection, ...options })
  .refine(({ filter, eventIds: ids }) => isOne([filter, ids]), "Give either filter or eventIds.");

export type ReplayPreviewInput = z.output<typeof replayPreviewInput>;

/**
 * Body of `POST /replays`. A preview brings its events and its destinations along; the latter can be narrowed.
 * `evenIfRunning` starts one that is the same as another which is under way.
 */
export const replayInput = z
  .strictObject({
    ...selection,
    previewId: z.uuid().optional(),
    ...options,
    reason: reasonInput.optional().meta({ description: "Needed unless it is a single event." }),
    name: nameInput.optional(),
    evenIfRunning: z.boolean().default(false),
  })
  .refine(
    ({ filter, eventIds: ids, previewId }) => isOne([filter, ids, previewId]),
    "Give exactly one of filter, eventIds and previewId.",
  );

export type ReplayInput = z.output<typeof replayInput>;

/** Body of `POST /replays/{id}/cancel`. */
export const replayCancelInput = z.strictObject({ reason: reasonInput.optional() });

export type ReplayCancelInput = z.output<typeof replayCancelInput>;
