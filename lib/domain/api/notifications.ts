import * as z from "zod";
import { keysOf } from "#lib/domain/keys-of.ts";
import { WATCH_KINDS } from "#lib/domain/watch/watch-kind.ts";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const CHANNEL_KINDS = ["slack", "webhook"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Nothing can be asked for: there is one address, and all that is watched is shown. */
export const notificationsQuery = z.strictObject({});

const kind = z.enum(keysOf(WATCH_KINDS));
const severity = z.enum(["bad", "warn"]);

export const notificationChannel = z
  .object({
    kind: z.enum(CHANNEL_KINDS),
    urlHint: z.string().meta({ description: "What is shown of the address, which is a secret itself." }),
    isEnabled: z.boolean(),
    manyExpired: z.int().meta({ description: "So many connections that expire within an hour are an incident." }),
    secretLast4: z.string().nullable().meta({ description: "Of the signing secret; null where nothing is signed." }),
    version: z.int(),
    updatedAt: timestamp,
    updatedBy: z.string(),
  })
  .meta({ id: "NotificationChannel" });

export type NotificationChannel = z.infer<typeof notificationChannel>;

const watchedNow = z.object({
  key: z.string(),
  subject: z.string(),
  state: z.enum(["ok", "alarming", "undecided"]),
  now: z.string().meta({ description: "In words, such as: quiet for 4 min, tells after 30 min." }),
  url: z.string(),
});

export const watchedGroup = z
  .object({
    kind,
    label: z.string(),
    opens: z.string().meta({ description: "When it is told." }),
    isKnown: z.boolean().meta({ description: "False when it could not be read in time." }),
    watched: z.array(watchedNow),
  })
  .meta({ id: "WatchedGroup" });

export type WatchedGroup = z.infer<typeof watchedGroup>;

export const notifications = z
  .object({ channel: notificationChannel.nullable(), watch: z.array(watchedGroup) })
  .meta({ id: "Notifications" });

export type Notifications = z.infer<typeof notifications>;

export const alertQuery = z.strictObject({
  state: z.enum(["open", "past"], "must be open or past.").optional(),
  limit: limitParam,
  cursor: cursorParam,
});

export type AlertQuery = z.output<typeof alertQuery>;

export const alertRow = z
  .object({
    id: z.uuid(),
    key: z.string().meta({ description: "The kind, and of what: one alert is open for each at a time." }),
    kind: z.string(),
    subject: z.string(),
    severity,
    title: z.string(),
    count: z.int(),
    url: z.string().meta({ description: "A page of the console." }),
    since: timestamp.meta({ description: "When it began, which may be before anybody looked." }),
    openedAt: timestamp,
    recoveredAt: timestamp.nullable(),
    recovery: z.string().nullable().meta({ description: "How it ended, in a sentence." }),
  })
  .meta({ id: "WatchAlert" });

export type AlertRow = z.infer<typeof alertRow>;

export const alertPage = pageOf(alertRow).meta({ id: "WatchAlertPage" });

/** A line of a message; what is stored is exactly this. */
export const noticeLineRow = z.object({
  alertId: z.uuid(),
  key: z.string(),
  kind,
  change: z.enum(["opened", "grew", "recovered"]),
  severity,
  text: z.string(),
  count: z.int(),
  url: z.string(),
  since: timestamp,
  at: timestamp,
});

export const messageQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

export type MessageQuery = z.output<typeof messageQuery>;

export const messageRow = z
  .object({
    id: z.uuid(),
    status: z.enum(["pending", "sent", "given_up"]),
    lines: z.array(noticeLineRow),
    more: z.int().meta({ description: "Lines that were left out of it." }),
    attempts: z.int(),
    lastError: z.string().nullable(),
    createdAt: timestamp,
    nextAttemptAt: timestamp.nullable(),
    sentAt: timestamp.nullable(),
  })
  .meta({ id: "WatchMessage" });

export type MessageRow = z.infer<typeof messageRow>;

export const messagePage = pageOf(messageRow).meta({ id: "WatchMessagePage" });
