import type { Actor } from "#lib/auth/actor.ts";
import { type DeleteChannelOutcome, deleteChannel } from "#lib/db/watch/delete-channel.ts";

/** Nobody is told any more; alerts go on being recorded. */
export async function deleteNotificationChannel(actor: Actor): Promise<DeleteChannelOutcome> {
  actor.require("notification:write");
  return deleteChannel(actor);
}
