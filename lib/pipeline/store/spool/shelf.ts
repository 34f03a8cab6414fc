import type { Segment } from "./segment.ts";

/** The segments of one spool, and what waits in them. */
export class Shelf {
  readonly #segments = new Set<Segment>();
  #lastNumber = 0;

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  add(segment: Segment): void {
    this.#segments.add(segment);
    this.#lastNumber = Math.max(this.#lastNumber, segment.number);
  }

  remove(segment: Segment): void {
    this.#segments.delete(segment);
  }

  get isEmpty(): boolean {
    return this.#segments.size === 0;
  }

  /** Oldest first. One whose start cannot be read comes first of all: it is set aside, not waited for. */
  inOrder(): Segment[] {
    return [...this.#segments].sort((a, b) => compare(a.since ?? "", b.since ?? "") || a.number - b.number);
  }

  get bytes(): number {
    let bytes = 0;
    for (const segment of this.#segments) bytes += segment.good;
    return bytes;
  }

  /** A file that is not counted yet has one at least. */
  get waiting(): number {
    let waiting = 0;
    for (const segment of this.#segments) waiting += segment.waiting ?? 1;
    return waiting;
  }

  get since(): string | null {
    return this.inOrder().find((segment) => segment.since !== null && segment.waiting !== 0)?.since ?? null;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
