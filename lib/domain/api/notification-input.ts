import * as z from "zod";
import { CHANNEL_KINDS, notificationChannel } from "./notifications.ts";
import { textInput } from "./text-input.ts";

/** Without a `url` the address stays as it is; a new kind needs a new one. */
export const notificationChannelInput = z.strictObject({
  version: z.int().positive().optional(),
  kind: z.enum(CHANNEL_KINDS),
  url: textInput(4096).optional(),
  isEnabled: z.boolean().default(true),
  manyExpired: z.int().min(1, "Enter at least 1.").max(100_000).default(10),
  newSecret: z.boolean().default(false).meta({ description: "Replace the signing secret, at once." }),
});

export type NotificationChannelInput = z.output<typeof notificationChannelInput>;

export const savedChannel = notificationChannel
  .extend({
    signingSecret: z.string().nullable().meta({ description: "`whsec_…`, shown only when it is new." }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "SavedNotificationChannel" });

export type SavedChannel = z.infer<typeof savedChannel>;

export const notificationTest = z
  .object({
    outcome: z.enum(["succeeded", "failed"]),
    statusCode: z.int().nullable(),
    durationMs: z.int(),
    error: z.object({ kind: z.string(), what: z.string(), todo: z.string() }).nullable(),
  })
  .meta({ id: "NotificationTest" });

export type NotificationTest = z.infer<typeof notificationTest>;
