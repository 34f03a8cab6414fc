import { WATCH_FACT_READERS } from "#lib/db/watch/watch-fact-readers.ts";
import type { WatchFacts } from "#lib/domain/watch/watch-facts.ts";
import type { WatchKind } from "#lib/domain/watch/watch-kind.ts";
import type { Logger } from "#lib/platform/log.ts";

type Kept = { facts: WatchFacts[WatchKind]; staleAt: number };

const KINDS = Object.keys(WATCH_FACT_READERS) as WatchKind[];

/** Reads what the rules need to know. What cannot be read is absent, and does not keep the others from being read. */
export class FactReader {
  readonly #log: Logger;
  readonly #rest: number;
  readonly #kept = new Map<WatchKind, Kept>();

  /** What took long is read more seldom: after `rest` times as long. */
  constructor(log: Logger, rest: number) {
    this.#log = log;
    this.#rest = rest;
  }

  async read(now: Date): Promise<WatchFacts> {
    const answers: [WatchKind, WatchFacts[WatchKind]][] = [];
    for (const kind of KINDS) answers.push([kind, await this.#ask(kind, now)]);
    // Each value is what the reader of its key answers.
    return Object.fromEntries(answers) as WatchFacts;
  }

  async #ask(kind: WatchKind, now: Date): Promise<WatchFacts[WatchKind]> {
    const kept = this.#kept.get(kind);
    const startedAt = performance.now();
    if (kept !== undefined && startedAt < kept.staleAt) return kept.facts;
    const facts = await WATCH_FACT_READERS[kind](now).catch((error: unknown) => {
      this.#log.warn("a condition could not be judged", { kind, error });
      return undefined;
    });
    const endedAt = performance.now();
    this.#kept.set(kind, { facts, staleAt: endedAt + (endedAt - startedAt) * this.#rest });
    return facts;
  }
}
