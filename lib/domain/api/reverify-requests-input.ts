import * as z from "zod";
import { isKeepableTime } from "#lib/domain/keepable-time.ts";
import { textInput } from "./text-input.ts";

const SINCE = "since must be a time such as 2026-01-31T09:00:00Z.";

export const reverifyRequestsInput = z.strictObject({
  source: textInput(64).min(1),
  since: z.iso
    .datetime({ offset: true, error: SINCE })
    .refine(isKeepableTime, SINCE)
    .optional()
    .meta({ description: "Only what was received since; without it all of which the whole body is kept." }),
});

export type ReverifyRequestsInput = z.output<typeof reverifyRequestsInput>;
