import * as z from "zod";
import { reasonInput } from "./text-input.ts";

export const replayEventInput = z.strictObject({
  destinationIds: z.array(z.uuid()).min(1, "Name at least one destination, or leave the list out.").max(100).optional(),
  reason: reasonInput.optional(),
});

export type ReplayEventInput = z.output<typeof replayEventInput>;
