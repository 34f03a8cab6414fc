import type { Agent } from "undici";
import type { Destination } from "#lib/pipeline/dispatch/destination-registry.ts";
import { type SendOutcome, sendRequest } from "#lib/platform/outbound/send-request.ts";
import { type OutboundMessage, outboundHeaders } from "./outbound-headers.ts";

/** One HTTP request of a delivery, as it was sent and as it went. */
export type Attempt = {
  url: string;
  /** As shown to operators: the values of custom headers are masked. */
  requestHeaders: [string, string][];
  outcome: SendOutcome;
};

type Recipient = Pick<Destination, "url" | "headers" | "keys" | "timeoutMs">;

/** Makes one attempt. Never throws for anything that the destination or the network can do. */
export async function deliver(agent: Agent, destination: Recipient, message: OutboundMessage): Promise<Attempt> {
  const headers = outboundHeaders(destination, message, new Date());
  const { url, timeoutMs } = destination;
  const outcome = await sendRequest(agent, { url, headers, body: message.body, timeoutMs });
  return { url, requestHeaders: mask(headers, destination.headers), outcome };
}

function mask(headers: Record<string, string>, custom: Record<string, string>): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, name in custom ? "[masked]" : value]);
}
