import type { EventMessage } from "#lib/db/events/read-event-message.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { newId } from "#lib/platform/ids.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import type { OutboundMessage } from "./outbound-headers.ts";

const PLAIN_TYPE = "signalbox.test";
const MARK = "test";

/** A message that is marked as a test and belongs to no event; null when no provider documents the type. */
export function testMessage(type: string | undefined, now: Date): OutboundMessage | null {
  const sample = type === undefined ? { source: "signalbox", body: plainBody(now) } : findSample(type);
  if (sample === null) return null;
  return {
    ...marked(),
    source: sample.source,
    type: type ?? PLAIN_TYPE,
    receivedAt: now,
    occurredAt: now,
    businessId: null,
    userId: null,
    flags: [MARK],
    body: Buffer.from(JSON.stringify(sample.body), "utf8"),
  };
}

/** A stored event's body as it was received, under an id of its own, so that the event itself is not taken as seen. */
export function testMessageOf(event: EventMessage & { body: Buffer }): OutboundMessage {
  const flags = [...event.flags.filter((flag) => flag !== MARK), MARK];
  return { ...event, ...marked(), flags };
}

function marked(): Pick<OutboundMessage, "webhookId" | "attempt" | "replayId"> {
  return { webhookId: newId(), attempt: 1, replayId: null };
}

function plainBody(now: Date) {
  const message = "A test from the Signalbox console. There is nothing to do.";
  return { type: PLAIN_TYPE, content: { message, timestamp: now.toISOString() } };
}

function findSample(type: string) {
  for (const name of PROVIDER_NAMES) {
    const entry = findProvider(name).eventTypes.find((documented) => documented.type === type);
    if (entry) return { source: name, body: entry.sample };
  }
  return null;
}
