import { contentSummary, type NoticeContent } from "./notice-content.ts";
import type { NoticeLine } from "./notice-line.ts";

type WebhookAlert = Omit<NoticeLine, "alertId"> & { id: string };

/** The body of a signed webhook, as documented in docs/notifications.md. */
export type WebhookMessage =
  | { type: "signalbox.alerts"; timestamp: string; data: { text: string; alerts: WebhookAlert[]; more: number } }
  | { type: "signalbox.test"; timestamp: string; data: { text: string } };

export function webhookMessage(content: NoticeContent, consoleUrl: string, sentAt: Date): WebhookMessage {
  const alerts = content.lines.map(({ alertId: id, ...line }) => ({ id, ...line, url: `${consoleUrl}${line.url}` }));
  const data = { text: contentSummary(content), alerts, more: content.more };
  return { type: "signalbox.alerts", timestamp: sentAt.toISOString(), data };
}

export function webhookTestMessage(sentAt: Date): WebhookMessage {
  const text = "A test from the Signalbox console. Alerts and recoveries will arrive here; there is nothing to do.";
  return { type: "signalbox.test", timestamp: sentAt.toISOString(), data: { text } };
}
