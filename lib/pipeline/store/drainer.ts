import { setTimeout as sleep } from "node:timers/promises";
import type { StoreRow } from "#lib/db/store-batch.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { Spool } from "./spool/spool.ts";
import type { Store } from "./store.ts";
import type { StoreOutcome } from "./store-rows.ts";
import { StubbornRow } from "./stubborn-row.ts";

interface DrainerOptions {
  store: Store;
  spool: Spool;
  log: Logger;
  /** Told of each batch that the database stored. */
  onStored: () => void;
  /** Told of one that it did not, unless a single row may be the reason. */
  onUnavailable: (error: unknown) => void;
}

/** `in_doubt`: only live webhooks can tell whether it is the database or the row that is next. */
type DrainOutcome = "available" | "unavailable" | "in_doubt";
type DrainResult = Awaited<ReturnType<Parameters<Spool["drain"]>[0]>>[number];

const MAX_ROWS = 64;

/** Stores what waits in the spool, oldest first, one small batch at a time, beside what arrives. */
export class Drainer {
  readonly #options: DrainerOptions;
  #running: Promise<DrainOutcome> | null = null;
  #isUnavailable = false;
  #maxRows = MAX_ROWS;
  readonly #next = new StubbornRow();

  constructor(options: DrainerOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** The database stored something else. */
  noteOtherStored(): void {
    this.#next.noteOtherStored();
  }

  /** Joins a run that is under way. */
  run(): Promise<DrainOutcome> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<DrainOutcome> {
    this.#isUnavailable = false;
    const { spool, log } = this.#options;
    const { waiting, since } = spool.status();
    if (waiting > 0) log.info("storing what was kept in the spool", { waiting, since });
    const end = await spool.drain((rows) => this.#store(rows));
    if (waiting > 0 && end.kind === "empty") log.info("the spool is empty again");
    if (!this.#isUnavailable) return "available";
    return this.#next.isSuspicious ? "in_doubt" : "unavailable";
  }

  async #store(rows: readonly StoreRow[]): Promise<DrainResult[]> {
    const results: DrainResult[] = [];
    while (results.length < rows.length && results.at(-1) !== "unavailable") {
      const batch = rows.slice(results.length, results.length + this.#maxRows);
      results.push(...(await this.#storeBatch(batch)));
    }
    return rows.map((_, index) => results[index] ?? "unavailable");
  }

  async #storeBatch(batch: readonly StoreRow[]): Promise<DrainResult[]> {
    const { store } = this.#options;
    const startedAtMs = performance.now();
    const outcomes = await store.storeBeside(batch);
    const failed = outcomes.find((outcome) => outcome.kind === "unavailable");
    // A batch that is too much for a slow database is tried again in parts.
    this.#maxRows = failed ? Math.max(1, this.#maxRows >> 1) : Math.min(MAX_ROWS, this.#maxRows * 2);
    if (failed) this.#noteFailure(batch, failed.error);
    else this.#noteProgress();
    // What arrives goes first: while it waits, the spool takes every other turn.
    if (store.isBusy()) await sleep(performance.now() - startedAtMs);
    if (failed && batch.length === 1 && this.#isHopeless(failed.error)) return [this.#giveUp(failed.error)];
    return this.#inOrder(outcomes);
  }

  #noteFailure(batch: readonly StoreRow[], error: unknown): void {
    this.#isUnavailable = true;
    if (batch.length === 1) this.#next.noteFailure();
    if (batch.length > 1 || !this.#next.isSuspicious) this.#options.onUnavailable(error);
  }

  #noteProgress(): void {
    this.#isUnavailable = false;
    this.#next.noteProgress();
    this.#options.onStored();
  }

  /** A server that is short of something takes small rows and not large ones, and that ends. */
  #isHopeless(error: unknown): boolean {
    const isShortage = error instanceof Error && "code" in error && String(error.code).startsWith("53");
    return this.#next.isHopeless && !isShortage;
  }

  #giveUp(error: unknown): DrainResult {
    this.#options.log.error("others are stored and one webhook of the spool never is; it is set aside", { error });
    this.#noteProgress();
    return "impossible";
  }

  /** What comes after a row that was not stored waits with it, so that the order holds. */
  #inOrder(outcomes: readonly StoreOutcome[]): DrainResult[] {
    const results = outcomes.map((outcome) => this.#resultOf(outcome));
    const cut = results.indexOf("unavailable");
    return cut === -1 ? results : results.map((result, index) => (index < cut ? result : "unavailable"));
  }

  #resultOf(outcome: StoreOutcome): DrainResult {
    switch (outcome.kind) {
      case "stored":
      case "duplicate":
      case "id_conflict":
        return "stored";
      case "impossible":
        this.#options.log.error("the database refuses a webhook of the spool; it is set aside", {
          error: outcome.error,
        });
        return "impossible";
      case "unavailable":
        return "unavailable";
      default:
        return outcome satisfies never;
    }
  }
}
