import * as z from "zod";
import { hasChange } from "./has-change.ts";
import { nameValuesInput } from "./name-values-input.ts";
import { uuidParam } from "./page.ts";
import { onResume } from "./source-input.ts";
import { nameInput, reasonInput, textInput } from "./text-input.ts";

const url = textInput(4096);
const eventTypes = z.array(z.string().max(200)).max(200);
const sources = z.array(textInput(64).min(1)).max(200);
const rate = z.int().min(1, "The rate is a number of deliveries per second, at least 1.").max(10_000).nullable();
const concurrency = z.int().min(1).max(100);
const timeoutMs = z.int().min(100).max(30_000, "A receiver gets at most 30,000 ms to answer.");
/** `5s,30s,5m`: the delay before the 1st, 2nd, 3rd … retry. Seconds too, as destinations are shown with them. */
const retrySchedule = z
  .union(
    [z.string().max(400), z.array(z.union([z.string().max(20), z.int().min(0)])).max(60)],
    'Give delays such as "5s,30s,5m", a list of those, or a list of seconds.',
  )
  .transform((given) => [given].flat().map(withUnit).join(","));
const withUnit = (delay: string | number) => (typeof delay === "number" ? `${delay}s` : delay);
const replayWebhookId = z.enum(["same", "new"]);

const settings = {
  eventTypes: eventTypes.optional(),
  sources: sources.optional(),
  headers: nameValuesInput.optional(),
  rate: rate.optional(),
  concurrency: concurrency.optional(),
  timeoutMs: timeoutMs.optional(),
  retrySchedule: retrySchedule.optional(),
  paused: z.boolean().optional(),
  reason: reasonInput.optional(),
  replayWebhookId: replayWebhookId.optional(),
};

export const destinationInput = z.strictObject({ name: nameInput, url, ...settings, onResume: onResume.optional() });

/** `headers` replaces all custom headers; a header whose value is left empty keeps the value it has. */
export const destinationPatchInput = z
  .strictObject({
    version: z.int().positive().optional(),
    name: nameInput.optional(),
    url: url.optional(),
    ...settings,
    onResume: onResume.optional(),
  })
  .refine(hasChange, "There is nothing to change in this.");

const LONGEST_OVERLAP_HOURS = 30 * 24;

export const rotateSecretInput = z.strictObject({
  overlapHours: z.number().min(0).max(LONGEST_OVERLAP_HOURS).default(24),
  version: z.int().positive().optional(),
});

export type DestinationInput = z.output<typeof destinationInput>;
export type DestinationPatchInput = z.output<typeof destinationPatchInput>;
export type RotateSecretInput = z.output<typeof rotateSecretInput>;

/**
 * `type` chooses a documented event type, whose sample is sent; `eventId` a stored event, whose body is sent. Without
 * either a plain test message is.
 */
export const testDestinationInput = z
  .strictObject({ type: textInput(200).min(1).optional(), eventId: uuidParam.optional() })
  .refine(({ type, eventId }) => type === undefined || eventId === undefined, "Choose a type or an event, not both.");

export type TestDestinationInput = z.output<typeof testDestinationInput>;
