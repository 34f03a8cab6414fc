import type { Actor } from "#lib/auth/actor.ts";
import { readChannel } from "#lib/db/watch/read-channel.ts";
import { recordNotificationTest } from "#lib/db/watch/record-notification-test.ts";
import type { NotificationTest } from "#lib/domain/api/notification-input.ts";
import { conflict, type Refusal } from "#lib/domain/refusal.ts";
import { explainNotificationError } from "#lib/domain/watch/explain-notification-error.ts";
import { openChannel } from "#lib/pipeline/watch/open-channel.ts";
import { sendMessage } from "#lib/pipeline/watch/send-message.ts";
import { newId } from "#lib/platform/ids.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import type { SendOutcome } from "#lib/platform/outbound/send-request.ts";
import { installation } from "./installation.ts";

export type TestNotificationOutcome = { kind: "tested"; result: NotificationTest } | Refusal;

/** Tells the address a test now, and says how it went. */
export async function testNotification(actor: Actor): Promise<TestNotificationOutcome> {
  actor.require("notification:write");
  const sealed = await readChannel();
  if (sealed === null) return conflict("There is no address to tell yet: save one first.");
  const { secretBox, addressPolicy, consoleUrl } = installation();
  const agent = createPinnedAgent({ policy: addressPolicy });
  try {
    const channel = openChannel(secretBox, sealed);
    const outcome = await sendMessage(agent, channel, { id: newId(), content: null, consoleUrl });
    const result = toResult(outcome);
    await recordNotificationTest(sealed.id, { ...result, error: result.error?.kind ?? null }, actor);
    return { kind: "tested", result };
  } finally {
    await agent.destroy();
  }
}

function toResult(outcome: SendOutcome): NotificationTest {
  return {
    outcome: outcome.kind,
    statusCode: outcome.response?.status ?? null,
    durationMs: Math.round(outcome.durationMs),
    error: outcome.kind === "failed" ? explainNotificationError(outcome.error) : null,
  };
}
