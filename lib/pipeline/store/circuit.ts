import type { Logger } from "#lib/platform/log.ts";

interface CircuitOptions {
  log: Logger;
  /** Throws while the database cannot store. */
  probe: () => Promise<void>;
  probeMs: number;
}

/**
 * Whether the database is asked at all. One failure opens it, so that no webhook waits for a database that is away; then
 * it is probed until it answers.
 */
export class Circuit {
  readonly #options: CircuitOptions;
  #isOpen = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(error: unknown): void {
    if (this.#isOpen || this.#isClosed) return;
    this.#isOpen = true;
    this.#options.log.warn("the database is away; webhooks are kept in the spool", { error });
    this.#schedule();
  }

  /** The database did what was asked. */
  settle(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#options.log.info("the database is back");
  }

  stop(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#probe(), this.#options.probeMs);
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe();
      this.settle();
    } catch {
      // Still away, as was said when it went.
      if (this.#isOpen && !this.#isClosed) this.#schedule();
    }
  }
}
