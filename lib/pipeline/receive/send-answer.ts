import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./receive-webhook.ts";

export type DoorAnswer = Omit<Answer, "status"> & { status: Answer["status"] | 431 };

/** What a refused sender still pushes is read and dropped up to here, so that it gets to read its answer. */
const LINGER_BYTES = 1024 * 1024;
const FRAGMENT_BYTES = 256;
const LINGER_MS = 1000;
/** Those whose slowness is the reason are not waited for. */
const AT_ONCE = new Set<DoorAnswer["status"]>([408, 503]);

/** Writes an answer without a body, and ends the connection where part of the request was left unread. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, closes }: DoorAnswer,
  onSent: () => void,
): void {
  if (response.headersSent || response.destroyed) {
    onSent();
    return;
  }
  const isUnread = status !== 200 && !request.complete && hasBody(request);
  const ends = closes || isUnread;
  response.writeHead(status, { ...headers, "content-length": "0", ...(ends ? { connection: "close" } : {}) });
  response.once("finish", onSent);
  if (isUnread && !AT_ONCE.has(status)) linger(request, response);
  else response.end();
}

/** A socket closed over unread bytes is reset, and a reset may overtake the answer. */
function linger(request: IncomingMessage, response: ServerResponse): void {
  let left = LINGER_BYTES;
  const timer = setTimeout(done, LINGER_MS);
  function done() {
    clearTimeout(timer);
    request.off("end", done).off("close", done);
    response.end();
  }
  function onData(chunk: Buffer) {
    left -= chunk.length + FRAGMENT_BYTES;
    if (left < 0 && !response.writableEnded) done();
  }
  response.flushHeaders();
  request.on("data", onData).on("end", done).on("close", done);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return "transfer-encoding" in headers || (headers["content-length"] ?? "0") !== "0";
}
