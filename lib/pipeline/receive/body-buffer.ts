import type { ArrivingBody, BodyBudget } from "./body-budget.ts";

/** What a request costs beside its body: objects, headers and timers, rounded up. */
const REQUEST_BYTES = 8192;
const SMALLEST_BYTES = 1024;
const PREFIX_BYTES = 4096;
/** A fragment costs a microsecond however small it is, so a body in single bytes would take a quarter of a second. */
const MAX_FRAGMENTS = 2048;
const NOTHING = Buffer.alloc(0);

/**
 * The bytes of one body while it arrives, within the door's budget. Fragments are copied together: kept one by one, a
 * body sent a byte at a time would cost a hundred times its size.
 */
export class BodyBuffer implements ArrivingBody {
  readonly startedAtMs = performance.now();
  readonly #budget: BodyBudget;
  readonly #announced: number | null;
  #bytes: Buffer = NOTHING;
  #size = 0;
  #fragments = 0;
  #claimed = 0;
  #onShed: (() => void) | null = null;

  constructor(budget: BodyBudget, announced: number | null) {
    this.#budget = budget;
    this.#announced = announced;
  }

  get size(): number {
    return this.#size;
  }

  get isArriving(): boolean {
    return this.#onShed !== null;
  }

  /** Claims the request's own room. False when the door has none; otherwise `onShed` may be called until `settle`. */
  open(onShed: () => void): boolean {
    if (!this.#claim(REQUEST_BYTES)) return false;
    this.#onShed = onShed;
    return true;
  }

  /** Null when it was taken, else why not. */
  append(chunk: Buffer, maxBytes: number): "too_large" | "too_fragmented" | "shed" | null {
    const needed = this.#size + chunk.length;
    if (needed > maxBytes) return "too_large";
    if (needed === this.#announced && this.#size === 0) return this.#takeWhole(chunk) ? null : "shed";
    this.#fragments += 1;
    if (this.#fragments > MAX_FRAGMENTS) return "too_fragmented";
    if (needed > this.#bytes.length && !this.#grow(needed)) return "shed";
    chunk.copy(this.#bytes, this.#size);
    this.#size = needed;
    return null;
  }

  shed(): void {
    this.#onShed?.();
  }

  /** Nothing more is awaited. */
  settle(): void {
    this.#onShed = null;
    this.#budget.settle(this);
  }

  whole(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  /** The beginning of what arrived, on its own: the rest is given back at once. */
  takePrefix(): Buffer {
    const prefix = Buffer.from(this.#bytes.subarray(0, Math.min(this.#size, PREFIX_BYTES)));
    this.release();
    return prefix;
  }

  /** Gives everything back; nothing of the body may be used afterwards. */
  release(): void {
    this.settle();
    this.#budget.free(this.#claimed);
    this.#claimed = 0;
    this.#bytes = NOTHING;
    this.#size = 0;
  }

  #takeWhole(chunk: Buffer): boolean {
    if (!this.#claim(chunk.length)) return false;
    this.#bytes = chunk;
    this.#size = chunk.length;
    return true;
  }

  #grow(needed: number): boolean {
    const doubled = Math.min(2 * this.#bytes.length, this.#announced ?? Number.POSITIVE_INFINITY);
    const capacity = Math.max(needed, doubled, SMALLEST_BYTES);
    if (!this.#claim(capacity - this.#bytes.length)) return false;
    const grown = Buffer.allocUnsafeSlow(capacity);
    this.#bytes.copy(grown, 0, 0, this.#size);
    this.#bytes = grown;
    this.#budget.await(this);
    return true;
  }

  #claim(bytes: number): boolean {
    if (!this.#budget.claim(bytes, this)) return false;
    this.#claimed += bytes;
    return true;
  }
}
