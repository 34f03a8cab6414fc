import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { listenChannels } from "#lib/db/listen-channels.ts";
import type { StreamChange } from "#lib/domain/api/stream.ts";
import type { StreamPosition } from "#lib/domain/stream-position.ts";
import { spoolChange } from "./read-spool-change.ts";
import { EVENTS_PER_READ, readChangesSince, readEventsAfter, readStreamEnd } from "./read-stream-changes.ts";

/** A change and the position of a reader who has taken it. */
export type StreamMessage = { position: StreamPosition; change: StreamChange };

export type StreamSubscriber = (messages: readonly StreamMessage[]) => void;

const CHANNELS = [
  "signalbox_events",
  "signalbox_deliveries",
  "signalbox_requests",
  "signalbox_config",
  "signalbox_state",
] as const;
const POLL_MS = 1_000;
/** Reads follow each other no faster than this, and not faster than a quarter of the time they take. */
const SHORTEST_GAP_MS = 100;
/** A transaction may commit this long after the time that it wrote down. */
const OVERLAP_MS = 3_000;

type HubOptions = { url: string; onError: (error: unknown) => void };

/**
 * Reads changes once for all streams of this process: woken by notifications, and every second in case one was missed.
 * It works only while somebody listens.
 */
export class StreamHub {
  readonly #options: HubOptions;
  readonly #subscribers = new Set<StreamSubscriber>();
  readonly #sent = new Map<string, number>();
  #position: StreamPosition | null = null;
  #listener: { stop: () => Promise<void> } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #restUntil = 0;
  #isReading = false;
  #isAway = false;
  #ready: { promise: Promise<void>; resolve: () => void } = Promise.withResolvers();

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /** From now on the subscriber gets every message; returns the function that ends it. */
  subscribe(subscriber: StreamSubscriber): () => void {
    this.#subscribers.add(subscriber);
    if (this.#subscribers.size === 1) this.#start();
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.#stop();
    };
  }

  /** Resolves once everything that happens from then on reaches the subscribers. */
  ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Where a reader stands who has taken everything so far. */
  get position(): StreamPosition | null {
    return this.#position;
  }

  #start(): void {
    const { url, onError } = this.#options;
    this.#listener = listenChannels({ url, channels: CHANNELS, onNotify: () => this.#wake(0), onError });
    this.#wake(0);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#position = null;
    this.#ready = Promise.withResolvers();
    this.#sent.clear();
    void this.#listener?.stop();
    this.#listener = null;
  }

  #wake(delayMs: number): void {
    const at = Math.max(performance.now() + delayMs, this.#restUntil);
    // A time kept now would make the next start believe that its timer is set already.
    if (this.#subscribers.size === 0) return;
    if (this.#isReading) {
      this.#dueAt = Math.min(this.#dueAt, at);
      return;
    }
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), Math.max(0, at - performance.now()));
  }

  async #run(): Promise<void> {
    this.#isReading = true;
    this.#dueAt = Number.POSITIVE_INFINITY;
    const startedAt = performance.now();
    try {
      await this.#read();
      this.#isAway = false;
    } catch (error) {
      this.#options.onError(error);
      this.#tellAway(error);
    }
    const now = performance.now();
    this.#restUntil = now + Math.max(SHORTEST_GAP_MS, 4 * (now - startedAt));
    this.#isReading = false;
    const dueAt = this.#dueAt;
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#wake(Math.min(POLL_MS, dueAt - now));
  }

  async #read(): Promise<void> {
    const position = this.#position ?? (await readStreamEnd());
    if (this.#subscribers.size === 0) return;
    this.#position = position;
    this.#ready.resolve();
    const since = new Date(position.changedUntil.getTime() - OVERLAP_MS);
    const [events, dated] = await Promise.all([readEventsAfter(position.feed), readChangesSince(since)]);
    if (this.#position !== position) return;
    const messages: StreamMessage[] = events.map(({ place, change }) => {
      return { position: { feed: place, changedUntil: position.changedUntil }, change };
    });
    const feed = events.at(-1)?.place ?? position.feed;
    const next = { feed, changedUntil: dated.until };
    const fresh = dated.changes.filter(({ version }) => this.#isNew(version, dated.until, since));
    messages.push(...fresh.map(({ change }) => ({ position: next, change })));
    this.#position = next;
    if (events.length === EVENTS_PER_READ) this.#dueAt = performance.now();
    if (messages.length > 0) for (const subscriber of this.#subscribers) subscriber(messages);
  }

  /** Once an outage: readers learn of it now instead of when their stream ends. */
  #tellAway(error: unknown): void {
    const position = this.#position;
    if (this.#isAway || position === null || !isDatabaseAway(error)) return;
    this.#isAway = true;
    const { change } = spoolChange(new Date());
    for (const subscriber of this.#subscribers) subscriber([{ position, change }]);
  }

  #isNew(version: string, until: Date, since: Date): boolean {
    const time = until.getTime();
    for (const [known, at] of this.#sent) {
      // What was seen before then is not read again, however long this read took.
      if (at > since.getTime()) break;
      this.#sent.delete(known);
    }
    const isNew = !this.#sent.has(version);
    // Re-inserted, so that the map stays in the order of time.
    this.#sent.delete(version);
    this.#sent.set(version, time);
    return isNew;
  }
}
