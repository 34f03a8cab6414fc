import * as z from "zod";
import { textInput } from "./text-input.ts";

export const reverifyRequestsInput = z.strictObject({
  source: textInput(64).min(1),
  since: z.iso.datetime({ offset: true, error: "since must be a time such as 2026-01-31T09:00:00Z." }).optional(),
});

export type ReverifyRequestsInput = z.output<typeof reverifyRequestsInput>;
