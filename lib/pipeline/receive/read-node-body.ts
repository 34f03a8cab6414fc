import type { IncomingMessage } from "node:http";
import type { BodyBuffer } from "./body-buffer.ts";
import type { BodyLimits, BodyReading } from "./incoming-request.ts";

/** Reads a node:http body up to its limits. The socket stays open, so that the answer can still be sent. */
export function readNodeBody(
  request: IncomingMessage,
  { maxBytes, deadlineMs }: BodyLimits,
  body: BodyBuffer,
): Promise<BodyReading> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish("too_slow"), deadlineMs);

    function finish(kind: BodyReading["kind"]) {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      body.settle();
      if (kind === "complete") return resolve({ kind, body: body.whole() });
      // Paused, thousands of tiny fragments would stay in memory until the connection is gone.
      request.on("data", drop);
      resolve({ kind, prefix: body.takePrefix() });
    }
    function onData(chunk: Buffer) {
      const refusal = body.append(chunk, maxBytes);
      if (refusal !== null) finish(refusal);
    }
    const onEnd = () => finish("complete");
    const onClose = () => finish("incomplete");
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
    if (!body.open(() => finish("shed"))) finish("shed");
  });
}

function drop(): void {}
