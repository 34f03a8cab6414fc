import { setTimeout as delay } from "node:timers/promises";
import type { BodyLimits, BodyReading } from "./incoming-request.ts";

/** Reads a web stream's body up to its limits, and cancels the stream beyond them. */
export async function readWebBody(
  stream: ReadableStream<Uint8Array> | null,
  { maxBytes, deadlineMs }: BodyLimits,
): Promise<BodyReading> {
  if (stream === null) return { kind: "complete", body: Buffer.alloc(0) };
  const reader = stream.getReader();
  const deadline = new AbortController();
  const tooSlow = delay(deadlineMs, "too_slow" as const, { signal: deadline.signal }).catch(() => "too_slow" as const);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read().catch(() => "incomplete" as const), tooSlow]);
      if (typeof step === "string") return cut(reader, step, chunks);
      if (step.done) return { kind: "complete", body: Buffer.concat(chunks) };
      size += step.value.length;
      if (size > maxBytes) return cut(reader, "too_large", chunks);
      chunks.push(step.value);
    }
  } finally {
    deadline.abort();
  }
}

function cut(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  kind: "too_large" | "too_slow" | "incomplete",
  chunks: Uint8Array[],
): BodyReading {
  // The sender may be gone already; there is nothing left to tell it.
  reader.cancel().catch(() => undefined);
  return { kind, prefix: Buffer.concat(chunks) };
}
