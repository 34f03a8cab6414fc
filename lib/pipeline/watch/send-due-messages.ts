import type pg from "pg";
import type { Agent } from "undici";
import { type ClaimedMessage, claimMessage } from "#lib/db/watch/claim-message.ts";
import { readChannel } from "#lib/db/watch/read-channel.ts";
import { type MessageEnd, settleMessage } from "#lib/db/watch/settle-message.ts";
import { explainNotificationError } from "#lib/domain/watch/explain-notification-error.ts";
import { nextMessageAttempt } from "#lib/domain/watch/message-retry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SendOutcome } from "#lib/platform/outbound/send-request.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { openChannel } from "./open-channel.ts";
import { sendMessage } from "./send-message.ts";

export type MessageSender = { pool: pg.Pool; agent: Agent; secretBox: SecretBox; consoleUrl: string; log: Logger };

/** Longer than an attempt may take: a message whose sender died is sent again after it. */
const LEASE_MS = 30_000;

/** Sends every message that is due, the oldest first, until one does not get through. */
export async function sendDueMessages(sender: MessageSender): Promise<void> {
  const { pool, agent, secretBox, consoleUrl, log } = sender;
  for (;;) {
    const sealed = await readChannel();
    if (sealed === null || !sealed.isEnabled) return;
    const channel = openChannel(secretBox, sealed);
    const message = await claimMessage(pool, LEASE_MS);
    if (message === null) return;
    const outcome = await sendMessage(agent, channel, { ...message, consoleUrl });
    const end = endOf(message, outcome);
    await settleMessage(pool, message.id, end);
    if (end.kind !== "sent") log.warn("a notification did not get through", { messageId: message.id, ...end });
  }
}

function endOf({ attempts, createdAt, claimedAt }: ClaimedMessage, outcome: SendOutcome): MessageEnd {
  const now = new Date(claimedAt.getTime() + outcome.durationMs);
  if (outcome.kind === "succeeded") return { kind: "sent", at: now };
  const { what, todo } = explainNotificationError(outcome.error);
  const error = `${what} ${todo}`;
  const at = nextMessageAttempt({ attempts, createdAt, error: outcome.error }, now);
  return at === null ? { kind: "given_up", error } : { kind: "retry", at, error };
}
