import type { Logger } from "#lib/platform/log.ts";

const CHECK_MS = 1_000;
/** Without a known problem the disk is asked ten times less often. */
const CALM_TICKS = 10;

interface SpoolHealthOptions {
  log: Logger;
  /** Why nothing could be kept, or null. */
  check: (problem: string | null) => Promise<string | null>;
  onChange: () => void;
}

/** Why nothing can be kept, known before somebody needs it and found to be over without a webhook that tries. */
export class SpoolHealth {
  readonly #options: SpoolHealthOptions;
  #problem: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ticks = 0;
  #isChecking = false;
  /** So far: what was kept says nothing of a refusal that came after it began. */
  refusals = 0;

  constructor(options: SpoolHealthOptions) {
    this.#options = options;
  }

  get problem(): string | null {
    return this.#problem;
  }

  refused(problem: string): void {
    this.refusals += 1;
    this.set(problem);
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), CHECK_MS).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  set(problem: string | null): void {
    if (problem === this.#problem) return;
    const isFirst = this.#problem === null;
    this.#problem = problem;
    if (problem === null) this.#options.log.info("the spool can keep webhooks again");
    else if (isFirst) this.#options.log.error("the spool cannot keep webhooks", { problem });
    this.#options.onChange();
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#isChecking || (this.#problem === null && this.#ticks % CALM_TICKS !== 0)) return;
    void this.check();
  }

  async check(): Promise<void> {
    this.#isChecking = true;
    const { refusals } = this;
    const found = await this.#find(this.#problem);
    this.#isChecking = false;
    // What a webhook met meanwhile is newer than this.
    if (this.refusals === refusals) this.set(found);
  }

  async #find(problem: string | null): Promise<string | null> {
    try {
      return await this.#options.check(problem);
    } catch (error) {
      return `The spool cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}
