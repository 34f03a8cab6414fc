import type pg from "pg";
import {
  countKeptRequests,
  countRejections,
  type RejectionRow,
  recordRejections,
  trimRejections,
} from "#lib/db/record-rejections.ts";
import type { Logger } from "#lib/platform/log.ts";

const FLUSH_MS = 100;
const RING_ROWS = 10_000;
const MAX_WAITING = 1000;
/** Of one source, the first rows of a minute are kept, then one a second: an attack must not fill the disk. */
const FULL_ROWS_PER_MINUTE = 20;
const KEPT_PER_SOURCE = 10_000;

interface RejectionLogOptions {
  pool: pg.Pool;
  log: Logger;
  lane: number;
}

/** The bounded log of refused requests: sampled per source, written in batches, counted in full. */
export class RejectionLog {
  readonly #options: RejectionLogOptions;
  readonly #samples = new Map<string, { minute: number; rows: number; lastSecond: number }>();
  readonly #counts = new Map<string, { sourceId: string; minute: string; count: number }>();
  #waiting: RejectionRow[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RejectionLogOptions) {
    this.#options = options;
  }

  /** Notes a refusal; returns at once. */
  note(row: RejectionRow): void {
    this.#count(row);
    if (!this.#isSampled(row) || this.#waiting.length >= MAX_WAITING) return;
    this.#waiting.push(row);
    this.#schedule();
  }

  /** Keeps a verified request in full, and resolves once that is on disk; beyond the quota it is noted like others. */
  async keep(row: RejectionRow & { sourceId: string }): Promise<void> {
    this.#count(row);
    this.#schedule();
    const { pool, log } = this.#options;
    if ((await countKeptRequests(pool, row.sourceId)) < KEPT_PER_SOURCE) return recordRejections(pool, [row]);
    log.warn("quota of kept requests reached; the body is not kept", { source: row.slug, quota: KEPT_PER_SOURCE });
    await recordRejections(pool, [{ ...row, body: null }]);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { pool, log, lane } = this.#options;
    const rows = this.#waiting;
    const counts = [...this.#counts.values()];
    this.#waiting = [];
    this.#counts.clear();
    try {
      if (rows.length > 0) await recordRejections(pool, rows);
      if (counts.length > 0) await countRejections(pool, counts, lane);
      if (rows.length > 0) await trimRejections(pool, RING_ROWS);
    } catch (error) {
      log.error("rejected requests not recorded", { rows: rows.length, error });
    }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  #count({ sourceId, receivedAt }: RejectionRow): void {
    if (sourceId === null) return;
    const minute = `${receivedAt.slice(0, 16)}:00Z`;
    const entry = this.#counts.get(sourceId + minute);
    if (entry) entry.count += 1;
    else this.#counts.set(sourceId + minute, { sourceId, minute, count: 1 });
    this.#schedule();
  }

  #isSampled({ sourceId, receivedAt }: RejectionRow): boolean {
    const at = Date.parse(receivedAt);
    const key = sourceId ?? "unknown source";
    const minute = Math.floor(at / 60_000);
    const second = Math.floor(at / 1000);
    const sample = this.#samples.get(key);
    if (sample === undefined || sample.minute !== minute) {
      this.#samples.set(key, { minute, rows: 1, lastSecond: second });
      return true;
    }
    if (sample.rows >= FULL_ROWS_PER_MINUTE && sample.lastSecond === second) return false;
    sample.rows += 1;
    sample.lastSecond = second;
    return true;
  }
}
