import type pg from "pg";
import { findUnsettledReplays, type UnsettledReplay } from "#lib/db/replays/find-unsettled-replays.ts";
import { noteReplayProblem } from "#lib/db/replays/note-replay-problem.ts";
import type { Logger } from "#lib/platform/log.ts";
import { carryOn } from "./carry-on.ts";
import { ReplayPace } from "./replay-pace.ts";

type RunnerOptions = { pool: pg.Pool; log: Logger; onQueued: () => void };

/** Between two steps of a replay that has something to queue; notifications do not make it faster than the gap. */
const BUSY_MS = 100;
const GAP_MS = 40;
const POLL_MS = 500;
const COUNT_EVERY_MS = 500;
const AFTER_FAILURE_MS = 2_000;
const MAX_SELECTING = 2;

/** The loop of the worker that carries replays forward: select once, queue in small batches, count, end. */
export class ReplayRunner {
  readonly #options: RunnerOptions;
  readonly #pace = new ReplayPace();
  readonly #selecting = new Map<string, Promise<void>>();
  readonly #restUntilMs = new Map<string, number>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #restingUntilMs = 0;
  #countedAtMs = 0;
  #isStopped = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Looks now rather than at the next poll. */
  wake(): void {
    if (this.#running !== null || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), Math.max(0, this.#restingUntilMs - performance.now()));
  }

  /** Resolves when the step under way is committed; a selection under way is undone and begins again elsewhere. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#running;
    await Promise.all(this.#selecting.values());
  }

  #start(): void {
    this.#running = this.#run().then((pauseMs) => {
      this.#running = null;
      this.#restingUntilMs = performance.now() + GAP_MS;
      if (!this.#isStopped) this.#timer = setTimeout(() => this.#start(), pauseMs);
    });
  }

  /** Returns how long to wait before looking again. */
  async #run(): Promise<number> {
    try {
      const replays = await findUnsettledReplays(this.#options.pool);
      if (replays.length === 0) return POLL_MS;
      const isCounting = performance.now() - this.#countedAtMs >= COUNT_EVERY_MS;
      if (isCounting) this.#countedAtMs = performance.now();
      let isBusy = false;
      for (const replay of replays) if (!this.#isStopped) isBusy = (await this.#step(replay, isCounting)) || isBusy;
      this.#pace.forget(performance.now());
      return isBusy ? BUSY_MS : POLL_MS;
    } catch (error) {
      this.#options.log.warn("replays not carried on; trying again", { error });
      return AFTER_FAILURE_MS;
    }
  }

  /** One that fails must not keep the others from going on. Returns whether there is more to do soon. */
  async #step(replay: UnsettledReplay, isCounting: boolean): Promise<boolean> {
    const { pool, log, onQueued } = this.#options;
    if ((this.#restUntilMs.get(replay.id) ?? 0) > performance.now()) return false;
    try {
      if (replay.status === "queued") {
        this.#select(replay.id);
        return false;
      }
      const outcome = await carryOn({ pool, replay, pace: this.#pace, isCounting });
      if (outcome.kind === "over") await this.#end(replay.id);
      if (outcome.kind !== "busy") return false;
      if (outcome.queued > 0) onQueued();
      return true;
    } catch (error) {
      log.warn("a replay was not carried on; trying again", { replayId: replay.id, error });
      this.#restUntilMs.set(replay.id, performance.now() + AFTER_FAILURE_MS);
      return false;
    }
  }

  async #end(id: string): Promise<void> {
    // Loaded when first needed: the audit log is written through Prisma, which the worker otherwise does without.
    const { endReplay } = await import("#lib/db/replays/end-replay.ts");
    if (await endReplay(id)) this.#options.log.info("replay ended", { replayId: id });
  }

  /** Goes on beside the others, as it may take minutes. */
  #select(id: string): void {
    if (this.#selecting.has(id) || this.#selecting.size >= MAX_SELECTING) return;
    const selecting = this.#selectNow(id).finally(() => {
      this.#selecting.delete(id);
      this.wake();
    });
    this.#selecting.set(id, selecting);
  }

  async #selectNow(id: string): Promise<void> {
    const { pool, log } = this.#options;
    try {
      // Filters are composed by Prisma's SQL, which is loaded when a replay first needs it.
      const { selectReplayItems } = await import("#lib/db/replays/select-replay-items.ts");
      const outcome = await selectReplayItems(pool, id, this.#abort.signal);
      if (outcome.kind === "selected") log.info("replay selected", { replayId: id, total: outcome.total });
    } catch (error) {
      if (this.#isStopped) return;
      log.error("the events of a replay could not be selected; trying again", { replayId: id, error });
      this.#restUntilMs.set(id, performance.now() + AFTER_FAILURE_MS);
      await noteReplayProblem(pool, id).catch(() => undefined);
    }
  }
}
