import type pg from "pg";
import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { type KeepQuota, keepRequests } from "#lib/db/requests/keep-requests.ts";
import { HELD_CAUSES, isHeldCause } from "#lib/domain/reverifiable.ts";
import type { Logger } from "#lib/platform/log.ts";

export type WholeRequest = RejectionRow & { sourceId: string; body: Buffer };
export type KeepOutcome = "kept" | "full" | "failed";

interface Waiting {
  row: WholeRequest;
  settle: (outcome: KeepOutcome) => void;
}

const VERIFIED: KeepQuota = { causes: ["source_disabled"], rows: 10_000, bytes: Number.MAX_SAFE_INTEGER };
const UNVERIFIABLE: KeepQuota = { causes: HELD_CAUSES, rows: 1000, bytes: 32 * 1024 * 1024 };
const MAX_BATCH_ROWS = 128;
const MAX_WAITING_ROWS = 1000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** Writes refused requests that are kept in full, those that wait together in one transaction a source. */
export class KeptRequests {
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | null = null;
  #isFailing = false;

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool;
    this.#log = log;
  }

  /** Resolves after its commit, or once it is known that the request is not kept. */
  add(row: WholeRequest): Promise<KeepOutcome> {
    if (this.#waiting.length >= MAX_WAITING_ROWS || this.#waitingBytes + row.body.length > MAX_WAITING_BYTES) {
      return Promise.resolve("failed");
    }
    this.#waitingBytes += row.body.length;
    const outcome = new Promise<KeepOutcome>((settle) => {
      this.#waiting.push({ row, settle });
    });
    this.#running ??= this.#run();
    return outcome;
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What comes in the same tick goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH_ROWS);
      for (const { row } of batch) this.#waitingBytes -= row.body.length;
      const groups = Map.groupBy(batch, ({ row }) => `${row.sourceId} ${isHeldCause(row.cause)}`);
      for (const group of groups.values()) await this.#keep(group);
    }
    this.#running = null;
  }

  async #keep(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const quota = isHeldCause(first.row.cause) ? UNVERIFIABLE : VERIFIED;
    const rows = group.map(({ row }) => row);
    try {
      const kept = await keepRequests(this.#pool, first.row.sourceId, rows, quota);
      for (const { row, settle } of group) settle(kept.has(row.id) ? "kept" : "full");
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#log.warn("refused requests are not kept in full", { source: first.row.slug, error });
      this.#isFailing = true;
      for (const { settle } of group) settle("failed");
    }
  }
}
