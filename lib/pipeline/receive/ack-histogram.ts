import type pg from "pg";

/** Upper bounds of the buckets, in milliseconds. */
const BOUNDS_MS = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000, 60_000] as const;

/** How long acknowledgements took, counted in memory by source and minute until `flush`. */
export class AckHistogram {
  readonly #counts = new Map<string, { sourceId: string; minute: string; upToMs: number; count: number }>();

  record(sourceId: string, at: Date, durationMs: number): void {
    const upToMs = BOUNDS_MS.find((bound) => durationMs <= bound) ?? 60_000;
    const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();
    const key = `${sourceId} ${minute} ${upToMs}`;
    const entry = this.#counts.get(key);
    if (entry) entry.count += 1;
    else this.#counts.set(key, { sourceId, minute, upToMs, count: 1 });
  }

  /** Adds what was counted to the database; keeps it when that fails. */
  async flush(pool: pg.Pool): Promise<void> {
    const entries = [...this.#counts.values()];
    if (entries.length === 0) return;
    this.#counts.clear();
    try {
      await pool.query(ADD_ACK_COUNTS, [
        entries.map((entry) => entry.sourceId),
        entries.map((entry) => entry.minute),
        entries.map((entry) => entry.upToMs),
        entries.map((entry) => entry.count),
      ]);
    } catch (error) {
      for (const entry of entries) this.#restore(entry);
      throw error;
    }
  }

  #restore(entry: { sourceId: string; minute: string; upToMs: number; count: number }): void {
    const key = `${entry.sourceId} ${entry.minute} ${entry.upToMs}`;
    const current = this.#counts.get(key);
    if (current) current.count += entry.count;
    else this.#counts.set(key, entry);
  }
}

const ADD_ACK_COUNTS = `
INSERT INTO ack_minutes (source_id, minute, up_to_ms, count)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[]) AS t (s, m, b, c) ORDER BY s, m, b
ON CONFLICT (source_id, minute, up_to_ms) DO UPDATE SET count = ack_minutes.count + EXCLUDED.count`;
