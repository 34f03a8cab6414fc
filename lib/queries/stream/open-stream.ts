import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { decodeStreamPosition, type StreamPosition } from "#lib/domain/stream-position.ts";
import { StreamHub } from "./stream-hub.ts";
import { StreamSession } from "./stream-session.ts";

export type StreamRequest = {
  /** The id of the last message that the reader has, or null to begin with what happens from now on. */
  lastEventId: string | null;
  /** Asked again and again while the stream is open; false ends it. */
  isStillAllowed: () => Promise<boolean>;
  signal: AbortSignal;
  onError: (error: unknown) => void;
};

type OpenStreams = { hub: StreamHub; sessions: Set<StreamSession> };

const MAX_STREAMS = 500;
/** A reader this many messages behind is cut off; it comes back with its last id. */
const MAX_WAITING = 5_000;
const READY_MS = 5_000;

// Next may load this module more than once, and the shutdown hook must see every stream.
const kept = globalThis as typeof globalThis & { signalboxStreams?: OpenStreams };

/** Changes as server-sent events, resumable by their ids. Whoever has the answer misses nothing from then on. */
export async function openStream(actor: Actor, request: StreamRequest): Promise<ReadableStream<Uint8Array>> {
  actor.require("stream:read");
  const from = readPosition(request.lastEventId);
  const streams = openStreams(request.onError);
  if (streams.sessions.size >= MAX_STREAMS) throw new AppError("unavailable", "Too many streams are open.");
  const stream = startStream(streams, request, from);
  if (await isReady(streams.hub)) return stream;
  await stream.cancel();
  throw new AppError("unavailable", "The database does not answer; try again in a moment.");
}

function readPosition(lastEventId: string | null): StreamPosition | null {
  if (lastEventId === null || lastEventId === "") return null;
  const position = decodeStreamPosition(lastEventId);
  if (position === null) throw new AppError("invalid_input", "Last-Event-ID is not an id of this stream.");
  return position;
}

function startStream(
  { hub, sessions }: OpenStreams,
  { isStillAllowed, signal, onError }: StreamRequest,
  from: StreamPosition | null,
): ReadableStream<Uint8Array> {
  let session: StreamSession | null = null;
  const close = () => session?.close();
  const onClose = () => {
    if (session !== null) sessions.delete(session);
    signal.removeEventListener("abort", close);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        session = new StreamSession(controller, { hub, from, isStillAllowed, onError, onClose });
        sessions.add(session);
        signal.addEventListener("abort", close);
      },
      cancel: close,
    },
    { highWaterMark: MAX_WAITING },
  );
}

async function isReady(hub: StreamHub): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_MS);
  });
  const outcome = await Promise.race([hub.ready().then(() => true as const), tooLate]);
  clearTimeout(timer);
  return outcome;
}

/** The first stream also arranges that a stopping server, which waits for its requests, does not wait for streams. */
function openStreams(onError: (error: unknown) => void): OpenStreams {
  if (kept.signalboxStreams !== undefined) return kept.signalboxStreams;
  const url = process.env.DATABASE_URL;
  if (url === undefined) throw new AppError("misconfigured", "DATABASE_URL is not set.");
  const streams: OpenStreams = { hub: new StreamHub({ url, onError }), sessions: new Set() };
  const closeAll = () => {
    for (const session of [...streams.sessions]) session.close();
  };
  process.once("SIGTERM", closeAll);
  process.once("SIGINT", closeAll);
  kept.signalboxStreams = streams;
  return streams;
}
