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
  const optional = {
    "signalbox-event-type": message.type,
    "signalbox-occurred-at": message.occurredAt?.toISOString() ?? null,
    "signalbox-business-id": message.businessId,
    "signalbox-user-id": message.userId,
    "signalbox-flags": message.flags.join(","),
    "signalbox-replay": message.replayId,
  };
  for (const [name, value] of Object.entries(optional)) {
    const sendable = value === null ? "" : toHeaderValue(value);
    if (sendable !== "" && sendable.length <= MAX_VALUE_LENGTH) described[name] = sendable;
  }
  return described;
}

// Providers choose these texts; whatever is not printable ASCII goes out percent-encoded.
function toHeaderValue(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  return text.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
