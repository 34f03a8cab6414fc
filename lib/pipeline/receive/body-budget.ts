/** A body that is arriving, and may be told to give way. */
export interface ArrivingBody {
  readonly startedAtMs: number;
  readonly size: number;
  shed(): void;
}

const MAX_BYTES = 32 * 1024 * 1024;
/** More than asked for is freed at once, so that a full door does not rank its bodies anew for every fragment. */
const SPARE_SHARE = 1 / 16;

/** The memory that requests may take at a door from their first byte to their answer, over all connections. */
export class BodyBudget {
  readonly #maxBytes: number;
  readonly #arriving = new Set<ArrivingBody>();
  #claimed = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Takes bytes for a body, if need be from those that arrive the slowest. False when there is still no room. */
  claim(bytes: number, claimant: ArrivingBody): boolean {
    const missing = this.#claimed + bytes - this.#maxBytes;
    if (missing > 0) this.#shedSlowest(missing, claimant);
    if (this.#claimed + bytes > this.#maxBytes) return false;
    this.#claimed += bytes;
    return true;
  }

  free(bytes: number): void {
    this.#claimed -= bytes;
  }

  /** From now on the body may be shed. */
  await(body: ArrivingBody): void {
    this.#arriving.add(body);
  }

  settle(body: ArrivingBody): void {
    this.#arriving.delete(body);
  }

  #shedSlowest(missing: number, claimant: ArrivingBody): void {
    const nowMs = performance.now();
    const pace = (body: ArrivingBody) => body.size / (nowMs - body.startedAtMs + 1);
    const goal = this.#claimed - missing - this.#maxBytes * SPARE_SHARE;
    for (const body of [...this.#arriving].sort((a, b) => pace(a) - pace(b))) {
      if (this.#claimed <= goal) return;
      // The faster ones stay: where the claimant itself is the next, it is the one to go.
      if (body === claimant) return;
      body.shed();
    }
  }
}
