/** So many failures of one row alone, and live webhooks are let through to see whether it is the database at all. */
const SUSPICIOUS = 5;
/** So many, with others stored all the while, and it is the row: one that makes the server end or run out of time. */
const HOPELESS = 20;

/** Counts how often the oldest row of the spool, alone in its batch, was not stored by a database that answers. */
export class StubbornRow {
  #failures = 0;
  #hasOtherBeenStored = false;

  noteFailure(): void {
    this.#failures += 1;
    if (this.#failures <= SUSPICIOUS) this.#hasOtherBeenStored = false;
  }

  noteProgress(): void {
    this.#failures = 0;
  }

  noteOtherStored(): void {
    this.#hasOtherBeenStored = true;
  }

  get isSuspicious(): boolean {
    return this.#failures > 0 && this.#failures % SUSPICIOUS === 0;
  }

  get isHopeless(): boolean {
    return this.#failures >= HOPELESS && this.#hasOtherBeenStored;
  }
}
