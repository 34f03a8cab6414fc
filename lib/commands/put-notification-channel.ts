import type { Actor } from "#lib/auth/actor.ts";
import { putChannel } from "#lib/db/watch/put-channel.ts";
import { readChannel } from "#lib/db/watch/read-channel.ts";
import type { NotificationChannelInput } from "#lib/domain/api/notification-input.ts";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { issueChannelSecret, sealChannelUrl } from "#lib/pipeline/watch/seal-channel.ts";
import { newId } from "#lib/platform/ids.ts";
import { checkNotificationUrl } from "./check-notification-url.ts";
import { installation } from "./installation.ts";

/** `signingSecret` is shown this once; null when none is new. */
export type PutNotificationChannelOutcome =
  | { kind: "saved"; channel: NotificationChannel; signingSecret: string | null; warnings: string[] }
  | Refusal;

/** Makes or changes the one address that is told. */
export async function putNotificationChannel(
  actor: Actor,
  input: NotificationChannelInput,
): Promise<PutNotificationChannelOutcome> {
  actor.require("notification:write");
  const before = await readChannel();
  const id = before?.id ?? newId();
  const isNewKind = before?.kind !== input.kind;
  if (input.url === undefined && isNewKind) return refused(ENTER[before === null ? "first" : "other"], "url");
  const check = input.url === undefined ? null : await checkNotificationUrl(input.url);
  if (check !== null && check.kind !== "ok") return check;
  const isNewSecret = input.kind === "webhook" && (isNewKind || input.newSecret);
  const { secretBox } = installation();
  const secret = isNewSecret ? issueChannelSecret(secretBox, id) : null;
  const url = check && sealChannelUrl(secretBox, id, check.href);
  const { kind, isEnabled, manyExpired, version } = input;
  const change = { id, version, kind, isEnabled, manyExpired, url, secret: secret?.sealed ?? null };
  const outcome = await putChannel(change, actor);
  if (outcome.kind !== "saved") return outcome;
  return { ...outcome, signingSecret: secret?.plain ?? null, warnings: check?.warnings ?? [] };
}

const ENTER = { first: "Enter the address to tell.", other: "Enter the address anew: its kind is another one." };
