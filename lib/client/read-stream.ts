import { type StreamChange, streamChange } from "#lib/domain/api/stream.ts";
import type { ApiClient } from "./api-client.ts";
import { ApiError } from "./api-error.ts";
import { readServerSentEvents } from "./server-sent-events.ts";

interface StreamOptions {
  signal: AbortSignal;
  /** Told when the connection was lost and is being made again, after the last change that arrived. */
  onInterrupted?: (why: string) => void;
  reconnectMs?: number;
}

const RECONNECT_MS = 2_000;

/**
 * Live changes from `GET /stream`, for as long as the signal is not aborted. A lost connection is made again and
 * resumes where it broke off; a refusal (wrong key, missing permission) is thrown.
 */
export async function* readStream(client: ApiClient, options: StreamOptions): AsyncGenerator<StreamChange> {
  const { signal, onInterrupted, reconnectMs = RECONNECT_MS } = options;
  let lastId: string | null = null;
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (lastId !== null) headers["last-event-id"] = lastId;
      const response = await client.open("GET", "/stream", { signal, headers });
      for await (const event of readServerSentEvents(response.body ?? new ReadableStream())) {
        lastId = event.id;
        const change = readChange(event.data);
        if (change !== null) yield change;
      }
      onInterrupted?.("the console ended the connection");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error;
      onInterrupted?.(error instanceof Error ? error.message : String(error));
    }
    await pause(reconnectMs, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}

/** Kinds that this version does not know are passed over. */
function readChange(data: string): StreamChange | null {
  try {
    const parsed = streamChange.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
