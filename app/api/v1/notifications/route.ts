import { json, noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { deleteNotificationChannel } from "#lib/commands/delete-notification-channel.ts";
import { putNotificationChannel } from "#lib/commands/put-notification-channel.ts";
import { notificationChannelInput } from "#lib/domain/api/notification-input.ts";
import { notificationsQuery } from "#lib/domain/api/notifications.ts";
import { getNotifications } from "#lib/queries/notifications/get-notifications.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("notification:read", async (actor, request) => {
  readQuery(notificationsQuery, request);
  return json(200, await getNotifications(actor));
});

export const PUT = withActor("notification:write", async (actor, request) => {
  const input = parseInput(notificationChannelInput, await readJson(request));
  const outcome = await putNotificationChannel(actor, input);
  if (outcome.kind !== "saved") failWith(outcome);
  const { channel, signingSecret, warnings } = outcome;
  return json(200, { ...channel, signingSecret, warnings });
});

export const DELETE = withActor("notification:write", async (actor) => {
  const outcome = await deleteNotificationChannel(actor);
  if (outcome.kind !== "deleted") failWith(outcome);
  return noContent();
});
