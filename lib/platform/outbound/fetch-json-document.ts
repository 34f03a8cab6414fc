import type { Agent } from "undici";
import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { explainAttemptError } from "#lib/domain/explain-attempt-error.ts";
import { type ExchangeOutcome, type ExchangeResponse, exchange } from "./http-exchange.ts";

export type JsonDocumentFailure =
  | "invalid_url"
  | "blocked"
  | "network"
  | "timeout"
  | "redirect"
  | "status"
  | "too_large"
  | "encoded"
  | "not_json";

export type JsonDocumentOutcome =
  | { kind: "fetched"; value: unknown; text: string }
  | { kind: "failed"; reason: JsonDocumentFailure; message: string };

const TIMEOUT_MS = 3000;
const MAX_BYTES = 65_536;

/** Fetches a small JSON document such as a key set: 3 s in all, at most 64 KiB, status 200, no redirects, no encoding. */
export async function fetchJsonDocument(agent: Agent, url: string): Promise<JsonDocumentOutcome> {
  const parsed = parseDestinationUrl(url);
  if (parsed.kind === "invalid") return failed("invalid_url", parsed.message);
  const outcome = await exchange(agent, {
    url: new URL(parsed.url.href),
    method: "GET",
    headers: { accept: "application/json", "accept-encoding": "identity" },
    body: null,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_BYTES,
  });
  return outcome.kind === "failed" ? explainFailure(outcome) : readDocument(outcome.response);
}

function explainFailure({ error }: Extract<ExchangeOutcome, { kind: "failed" }>): JsonDocumentOutcome {
  const { what } = explainAttemptError(error);
  if (error.kind === "blocked_address") return failed("blocked", what);
  return failed(error.kind === "timeout" ? "timeout" : "network", what);
}

function readDocument({ status, headers, body, isTruncated }: ExchangeResponse): JsonDocumentOutcome {
  if (status >= 300 && status <= 399) {
    return failed("redirect", `The server answered ${status} and pointed to ${headers.location ?? "nowhere"}.`);
  }
  if (status !== 200) return failed("status", `The server answered ${status} instead of 200.`);
  if (isTruncated) return failed("too_large", `The document is larger than ${MAX_BYTES} bytes.`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity")
    return failed("encoded", `The document is ${encoding}-encoded although none was asked for.`);
  return parseJson(body);
}

function parseJson(body: Buffer): JsonDocumentOutcome {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { kind: "fetched", value: JSON.parse(text), text };
  } catch (error) {
    const start = JSON.stringify(body.subarray(0, 60).toString("latin1"));
    return failed("not_json", `The document is not JSON (${error instanceof Error ? error.name : "?"}): ${start}.`);
  }
}

function failed(reason: JsonDocumentFailure, message: string): JsonDocumentOutcome {
  return { kind: "failed", reason, message };
}
