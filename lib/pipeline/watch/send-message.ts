import type { Agent } from "undici";
import type { NoticeContent } from "#lib/domain/watch/notice-content.ts";
import { slackMessage, slackTestMessage } from "#lib/domain/watch/slack-message.ts";
import { webhookMessage, webhookTestMessage } from "#lib/domain/watch/webhook-message.ts";
import { type SendOutcome, sendRequest } from "#lib/platform/outbound/send-request.ts";
import { signStandardWebhook } from "#lib/signatures/standard-webhooks.ts";
import type { Channel } from "./open-channel.ts";

/** `content` is null for a test. */
export type OutgoingMessage = { id: string; content: NoticeContent | null; consoleUrl: string };

const TIMEOUT_MS = 10_000;

/** Tells the address, in its own format. Never throws for anything that the address or the network can do. */
export function sendMessage(agent: Agent, channel: Channel, message: OutgoingMessage): Promise<SendOutcome> {
  const sentAt = new Date();
  const body = Buffer.from(JSON.stringify(bodyFor(channel, message, sentAt)), "utf8");
  const signed =
    channel.kind === "webhook" ? signStandardWebhook({ id: message.id, sentAt, body, keys: [channel.key] }) : {};
  const headers = { "user-agent": "signalbox", "content-type": "application/json", ...signed };
  return sendRequest(agent, { url: channel.url, headers, body, timeoutMs: TIMEOUT_MS });
}

function bodyFor({ kind }: Channel, { content, consoleUrl }: OutgoingMessage, sentAt: Date): object {
  if (kind === "slack") return content === null ? slackTestMessage(consoleUrl) : slackMessage(content, consoleUrl);
  return content === null ? webhookTestMessage(sentAt) : webhookMessage(content, consoleUrl, sentAt);
}
