import * as z from "zod";
import { isKeepableTime } from "#lib/domain/keepable-time.ts";
import { hasChange } from "./has-change.ts";
import { textInput } from "./text-input.ts";

const UNTIL = "Use a time such as 2026-11-21T10:40:00Z.";
const untilInput = z.strictObject({
  until: z.iso.datetime({ offset: true, error: UNTIL }).refine(isKeepableTime, UNTIL),
});
const untilChangeInput = z.strictObject({ untilChange: z.literal(true) });

/** Body of PATCH /work/{key}. What is left out stays; null takes it away. */
export const workPatchInput = z
  .strictObject({
    assigneeId: z.uuid("is not an operator's id.").nullable().optional(),
    note: textInput(2_000).trim().nullable().optional(),
    snooze: z
      .union([untilInput, untilChangeInput], "Give { until } or { untilChange: true }, or null.")
      .nullable()
      .optional()
      .meta({ description: "Until a date or until a change; a change ends either." }),
    version: z.int("Give the version that the item was shown with.").min(0),
  })
  .refine(hasChange, "Nothing to change was given.");

export type WorkPatchInput = z.output<typeof workPatchInput>;
