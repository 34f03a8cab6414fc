import type { IncomingHttpHeaders } from "node:http";
import type { Agent } from "undici";
import { type AttemptError, errorForStatus } from "#lib/domain/attempt-error.ts";
import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { parseRetryAfter } from "#lib/domain/retry-schedule.ts";
import { type ExchangeResponse, exchange } from "./http-exchange.ts";

export type OutboundRequest = { url: string; headers: Record<string, string>; body: Buffer; timeoutMs: number };

/** What the receiver answered; `snippet` is the start of its body, exactly as sent. */
export type ReceivedResponse = {
  status: number;
  headers: Record<string, string>;
  snippet: Buffer;
  isTruncated: boolean;
};

/** `address` is where the request went, as `ip:port`; null when it was not sent. */
export type SendOutcome = { durationMs: number; address: string | null } & (
  | { kind: "succeeded"; response: ReceivedResponse }
  | { kind: "failed"; error: AttemptError; response: ReceivedResponse | null }
);

const MAX_SNIPPET_BYTES = 16_384;

/** Posts one body and says how it went. Never throws for anything that the URL or the network can do. */
export async function sendRequest(agent: Agent, request: OutboundRequest): Promise<SendOutcome> {
  const url = parseOnce(request.url);
  if (typeof url === "string") {
    return unsent({ kind: "invalid_url", message: url });
  }
  const outcome = await exchange(agent, { ...request, url, method: "POST", maxBodyBytes: MAX_SNIPPET_BYTES });
  const { durationMs, address } = outcome;
  if (outcome.kind === "failed") {
    const response = outcome.partial && toReceived(outcome.partial);
    return { kind: "failed", error: outcome.error, response, durationMs, address };
  }
  const response = toReceived(outcome.response);
  const error = judgeResponse(response);
  if (error) return { kind: "failed", error, response, durationMs, address };
  return { kind: "succeeded", response, durationMs, address };
}

/** The outcome of what failed before anything went out. */
export function unsent(error: AttemptError): SendOutcome {
  return { kind: "failed", error, response: null, durationMs: 0, address: null };
}

const MAX_PARSED = 500;
const parsed = new Map<string, URL | string>();

/** The URL, or what is wrong with it. The same few URLs come again and again, and parsing one costs 20 µs. */
function parseOnce(text: string): URL | string {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const outcome = parseDestinationUrl(text);
  const url = outcome.kind === "ok" ? new URL(outcome.url.href) : outcome.message;
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(text, url);
  return url;
}

function judgeResponse({ status, headers }: ReceivedResponse): AttemptError | null {
  const location = headers.location?.slice(0, 2048) ?? null;
  const retryAfterSeconds = parseRetryAfter(headers["retry-after"] ?? null, Date.now());
  return errorForStatus({ status, location, retryAfterSeconds });
}

function toReceived({ status, headers, body, isTruncated }: ExchangeResponse): ReceivedResponse {
  return { status, headers: flatten(headers), snippet: body, isTruncated };
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat = Object.entries(headers).map(([name, value = ""]): [string, string] => [
    name,
    typeof value === "string" ? value : value.join(", "),
  ]);
  return Object.fromEntries(flat);
}
