import type { Destination } from "#lib/pipeline/dispatch/destination-registry.ts";
import { signStandardWebhook } from "#lib/signatures/standard-webhooks.ts";

/** What a receiver is told about a delivery, and what it gets. */
export type OutboundMessage = {
  webhookId: string;
  source: string;
  type: string;
  receivedAt: Date;
  occurredAt: Date | null;
  businessId: string | null;
  userId: string | null;
  flags: readonly string[];
  attempt: number;
  replayId: string | null;
  body: Buffer;
};

/** A door that receives this header stores the event and passes it on to nobody, so that no circle can form. */
const HOP_HEADER = "signalbox-hop";
const MAX_VALUE_LENGTH = 512;

/** Every header of one attempt. Custom headers come first, as they may not replace any of ours. */
export function outboundHeaders(
  { headers, keys }: Pick<Destination, "headers" | "keys">,
  message: OutboundMessage,
  sentAt: Date,
): Record<string, string> {
  const active = keys.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > sentAt.getTime());
  const signed = signStandardWebhook({
    id: message.webhookId,
    sentAt,
    body: message.body,
    keys: active.map(({ key }) => key),
  });
  return {
    "user-agent": "signalbox",
    ...headers,
    "content-type": "application/json",
    ...signed,
    ...messageHeaders(message),
  };
}

function messageHeaders(message: OutboundMessage): Record<string, string> {
  const described: Record<string, string> = {
    "signalbox-source": message.source,
    "signalbox-received-at": message.receivedAt.toISOString(),
    "signalbox-attempt": String(message.attempt),
    [HOP_HEADER]: "1",
  };
  tell(described, "signalbox-event-type", message.type);
  tell(described, "signalbox-occurred-at", message.occurredAt?.toISOString() ?? null);
  tell(described, "signalbox-business-id", message.businessId);
  tell(described, "signalbox-user-id", message.userId);
  if (message.flags.length > 0) tell(described, "signalbox-flags", message.flags.join(","));
  tell(described, "signalbox-replay", message.replayId);
  return described;
}

function tell(described: Record<string, string>, name: string, value: string | null): void {
  const sendable = value === null ? "" : toHeaderValue(value);
  if (sendable !== "" && sendable.length <= MAX_VALUE_LENGTH) described[name] = sendable;
}

// Providers choose these texts; whatever is not printable ASCII goes out percent-encoded.
function toHeaderValue(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  return text.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
