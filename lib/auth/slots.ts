export type SlotOutcome<T> = { kind: "done"; value: T } | { kind: "busy" };

/** Runs at most `limit` jobs at once and lets `queueLimit` more wait; whoever comes then is told so at once. */
export class Slots {
  readonly #limit: number;
  readonly #queueLimit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limit: number, queueLimit: number) {
    this.#limit = limit;
    this.#queueLimit = queueLimit;
  }

  async run<T>(job: () => Promise<T>): Promise<SlotOutcome<T>> {
    if (this.#running >= this.#limit) {
      if (this.#waiting.length >= this.#queueLimit) return { kind: "busy" };
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return { kind: "done", value: await job() };
    } finally {
      this.#release();
    }
  }

  /** The place goes straight to whoever waits longest, so that a newcomer cannot take it in between. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}
