import type pg from "pg";
import { findProjectionWork } from "#lib/db/state/find-projection-work.ts";
import type { FailedEvent } from "#lib/db/state/parked-events.ts";
import type { Logger } from "#lib/platform/log.ts";
import { project } from "./project.ts";
import { retryParked } from "./retry-parked.ts";

type ProjectorOptions = { pool: pg.Pool; log: Logger };

const BATCH = 1000;
const POLL_MS = 250;
/** Between two batches that were not full: doors announce events all the time, and a batch has its price. */
const GAP_MS = 100;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** The loop that keeps state at most a moment behind the events: woken by the doors, and polling behind that. */
export class Projector {
  readonly #options: ProjectorOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #isWoken = false;
  #isStopped = false;
  #failures = 0;
  #restUntil = 0;

  constructor(options: ProjectorOptions) {
    this.#options = options;
  }

  /** Looks for events now rather than at the next poll. */
  wake(): void {
    this.#isWoken = true;
    // After a failure the pause is kept, however many events arrive meanwhile.
    if (this.#running || this.#isStopped || this.#failures > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), Math.max(0, this.#restUntil - performance.now()));
  }

  /** Resolves when the batch under way is committed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #start(): void {
    this.#running = this.#run().then((pauseMs) => {
      this.#running = null;
      this.#restUntil = performance.now() + GAP_MS;
      if (!this.#isStopped) this.#timer = setTimeout(() => this.#start(), pauseMs);
    });
  }

  /** Returns how long to wait before looking again. */
  async #run(): Promise<number> {
    this.#isWoken = false;
    try {
      await this.#work();
      this.#failures = 0;
      return this.#isWoken ? GAP_MS : POLL_MS;
    } catch (error) {
      this.#failures += 1;
      this.#options.log.error("projecting failed; trying again", { error });
      return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    }
  }

  async #work(): Promise<void> {
    const { pool, log } = this.#options;
    const { hasEvents, hasParked } = await findProjectionWork(pool);
    for (let isMore = hasEvents; isMore && !this.#isStopped; ) {
      const outcome = await project(pool, BATCH);
      if (outcome.kind === "projected") report(log, outcome.parked);
      isMore = outcome.kind === "projected" && outcome.isFull;
    }
    if (!hasParked || this.#isStopped) return;
    const { applied, failed } = await retryParked(pool);
    if (applied > 0) log.info("parked events were projected", { count: applied });
    report(log, failed);
  }
}

function report(log: Logger, parked: readonly FailedEvent[]): void {
  for (const { eventId, error } of parked) {
    log.error("an event cannot be projected; it is parked", { eventId, reason: error });
  }
}
