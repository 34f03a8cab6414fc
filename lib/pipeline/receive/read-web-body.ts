import type { BodyBuffer } from "./body-buffer.ts";
import type { BodyLimits, BodyReading } from "./incoming-request.ts";

type Cut = Exclude<BodyReading["kind"], "complete">;

/** Reads a web stream's body up to its limits, and cancels the stream beyond them. */
export async function readWebBody(
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, deadlineMs }: BodyLimits,
  body: BodyBuffer,
): Promise<BodyReading> {
  if (stream === null) return { kind: "complete", body: Buffer.alloc(0) };
  const reader = stream.getReader();
  let cut: Cut | null = null;
  // Cancelling ends the read that is under way; the sender may be gone already, and there is nothing left to tell it.
  const stop = (kind: Cut) => {
    cut ??= kind;
    reader.cancel().catch(() => undefined);
  };
  const timer = setTimeout(() => stop("too_slow"), deadlineMs);
  if (!body.open(() => stop("shed"))) stop("shed");
  while (cut === null) {
    const step = await reader.read().catch(() => "incomplete" as const);
    if (cut !== null) break;
    if (step === "incomplete") stop(step);
    else if (step.done) break;
    else {
      const refusal = body.append(asBuffer(step.value), maxBytes);
      if (refusal !== null) stop(refusal);
    }
  }
  clearTimeout(timer);
  body.settle();
  return cut === null ? { kind: "complete", body: body.whole() } : { kind: cut, prefix: body.takePrefix() };
}

function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
