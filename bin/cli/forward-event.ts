import type { KeyObject } from "node:crypto";
import { request } from "undici";
import type { ApiClient } from "#lib/client/api-client.ts";
import type { EventDetail } from "#lib/domain/api/events.ts";
import { outboundHeaders } from "#lib/pipeline/deliver/outbound-headers.ts";

export interface ForwardResult {
  status: number | null;
  /** The network's error where there was no answer. */
  error: string | null;
  durationMs: number;
}

const TIMEOUT_MS = 30_000;

/** Sends one event as a destination would get it: the authenticated text, under the same headers. */
export async function forwardEvent(
  client: ApiClient,
  eventId: string,
  to: { url: string; key: KeyObject },
): Promise<ForwardResult> {
  const event = await client.get<EventDetail>(`/events/${eventId}`);
  const body = await authenticatedBody(client, event);
  const headers = outboundHeaders(
    { headers: {}, keys: [{ key: to.key, expiresAtMs: null }] },
    {
      webhookId: event.id,
      source: event.source,
      type: event.type,
      receivedAt: new Date(event.receivedAt),
      occurredAt: event.occurredAt === null ? null : new Date(event.occurredAt),
      businessId: event.businessId,
      userId: event.userId,
      flags: event.flags,
      attempt: 1,
      replayId: null,
      body,
    },
    new Date(),
  );
  return send(to.url, headers, body);
}

/** The bytes as received, unless the signature covers Python's text of them: then that text is what counts. */
async function authenticatedBody(client: ApiClient, event: EventDetail): Promise<Buffer> {
  if (event.verification.via === "python" && event.payloadText !== null) return Buffer.from(event.payloadText, "utf8");
  const response = await client.open("GET", `/events/${event.id}/body`);
  return Buffer.from(await response.arrayBuffer());
}

async function send(url: string, headers: Record<string, string>, body: Buffer): Promise<ForwardResult> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await request(url, { method: "POST", headers, body, signal });
    await response.body.dump();
    return { status: response.statusCode, error: null, durationMs: elapsed() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
    return { status: null, error: code, durationMs: elapsed() };
  }
}
