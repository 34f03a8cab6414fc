import { encodeStreamPosition, isLaterInFeed, type StreamPosition } from "#lib/domain/stream-position.ts";
import { EVENTS_PER_READ, readChangesSince, readEventsAfter } from "./read-stream-changes.ts";
import type { StreamHub, StreamMessage } from "./stream-hub.ts";

export type StreamSessionOptions = {
  hub: StreamHub;
  /** The position of the last message that the reader has, or null to begin with what happens from now on. */
  from: StreamPosition | null;
  /** Asked again and again while the stream is open; false ends it. */
  isStillAllowed: () => Promise<boolean>;
  onError: (error: unknown) => void;
  onClose: () => void;
};

const BEAT_MS = 10_000;
const PAGE_PAUSE_MS = 50;
const encoder = new TextEncoder();

/** One reader's stream of server-sent events. It ends when the reader goes, falls far behind, or may no longer read. */
export class StreamSession {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  readonly #options: StreamSessionOptions;
  readonly #beat: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  /** Live messages that arrive before the reader has caught up; null from then on. */
  #waiting: StreamMessage[] | null;
  #last: StreamPosition | null;
  #isOpen = true;

  constructor(controller: ReadableStreamDefaultController<Uint8Array>, options: StreamSessionOptions) {
    this.#controller = controller;
    this.#options = options;
    this.#last = options.from;
    this.#waiting = options.from === null ? null : [];
    this.#unsubscribe = options.hub.subscribe((messages) => this.#take(messages));
    this.#beat = setInterval(() => void this.#check(), BEAT_MS);
    this.#write("retry: 2000\n: connected\n\n");
    this.#begin().catch((error: unknown) => {
      options.onError(error);
      this.close();
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#beat);
    this.#unsubscribe();
    this.#options.onClose();
    try {
      this.#controller.close();
    } catch {
      // The reader went first, which is all that was wanted.
    }
  }

  async #begin(): Promise<void> {
    const { hub, from } = this.#options;
    await hub.ready();
    if (from === null) return this.#write(`${idLine(hub.position)}\n`);
    await this.#catchUp(from);
    const missed = this.#waiting ?? [];
    this.#waiting = null;
    this.#send(missed);
  }

  /** Sends what happened since the reader left. Live messages wait meanwhile; what both hold is sent once. */
  async #catchUp(from: StreamPosition): Promise<void> {
    let { feed } = from;
    for (let isFull = true; isFull && this.#isOpen; ) {
      const events = await readEventsAfter(feed);
      const { changedUntil } = from;
      this.#send(events.map(({ place, change }) => ({ position: { feed: place, changedUntil }, change })));
      feed = events.at(-1)?.place ?? feed;
      isFull = events.length === EVENTS_PER_READ;
      // A slow reader gets time to take a page before the next one is read.
      if (isFull) await new Promise((resolve) => setTimeout(resolve, PAGE_PAUSE_MS));
    }
    const { until, changes } = await readChangesSince(from.changedUntil);
    this.#send(changes.map(({ change }) => ({ position: { feed, changedUntil: until }, change })));
  }

  #take(messages: readonly StreamMessage[]): void {
    if (this.#waiting === null) this.#send(messages);
    else this.#waiting.push(...messages);
  }

  #send(messages: readonly StreamMessage[]): void {
    for (const message of messages) {
      if (isRepeated(message, this.#last)) continue;
      this.#last = message.position;
      this.#write(format(message));
    }
  }

  async #check(): Promise<void> {
    const isAllowed = await this.#options.isStillAllowed().catch(() => false);
    if (!isAllowed) return this.close();
    const reached = this.#waiting === null ? this.#options.hub.position : this.#last;
    this.#write(`: still here\n${idLine(reached)}\n`);
  }

  #write(text: string): void {
    if (!this.#isOpen) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
    else this.#controller.enqueue(encoder.encode(text));
  }
}

function isRepeated({ position, change }: StreamMessage, last: StreamPosition | null): boolean {
  return change.kind === "event" && last !== null && !isLaterInFeed(position.feed, last.feed);
}

/** An id without data only moves what a browser sends back when it reconnects. */
function idLine(position: StreamPosition | null): string {
  return position === null ? "" : `id: ${encodeStreamPosition(position)}\n`;
}

function format({ position, change }: StreamMessage): string {
  return `id: ${encodeStreamPosition(position)}\nevent: ${change.kind}\ndata: ${JSON.stringify(change)}\n\n`;
}
