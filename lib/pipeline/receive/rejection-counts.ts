import type pg from "pg";
import { countRejections, type RejectionRow } from "#lib/db/record-rejections.ts";

type MinuteCount = { sourceId: string; minute: string; count: number };

/** How many requests each source refused by minute, kept in memory until they are in the database. */
export class RejectionCounts {
  #counts = new Map<string, MinuteCount>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  add({ sourceId, receivedAt }: Pick<RejectionRow, "sourceId" | "receivedAt">): void {
    if (sourceId !== null) this.#add({ sourceId, minute: `${receivedAt.slice(0, 16)}:00Z`, count: 1 });
  }

  /** Adds what was counted to the database; counts on with it when that fails. */
  async flush(pool: pg.Pool, lane: number): Promise<void> {
    if (this.isEmpty) return;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    try {
      await countRejections(pool, counts, lane);
    } catch (error) {
      for (const entry of counts) this.#add(entry);
      throw error;
    }
  }

  #add(entry: MinuteCount): void {
    const key = `${entry.sourceId} ${entry.minute}`;
    const known = this.#counts.get(key);
    if (known) known.count += entry.count;
    else this.#counts.set(key, entry);
  }
}
