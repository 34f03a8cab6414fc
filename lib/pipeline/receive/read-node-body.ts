import type { IncomingMessage } from "node:http";
import type { BodyLimits, BodyReading } from "./incoming-request.ts";

/** Reads a node:http body up to its limits. The socket stays open, so that the answer can still be sent. */
export function readNodeBody(request: IncomingMessage, { maxBytes, deadlineMs }: BodyLimits): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish("too_slow"), deadlineMs);

    function finish(kind: BodyReading["kind"]) {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      if (kind === "complete") return resolve({ kind, body: joined(chunks) });
      request.pause();
      resolve({ kind, prefix: joined(chunks) });
    }
    function onData(chunk: Buffer) {
      size += chunk.length;
      if (size > maxBytes) return finish("too_large");
      chunks.push(chunk);
    }
    const onEnd = () => finish("complete");
    const onClose = () => finish("incomplete");
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

function joined(chunks: Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}
