import type { Group } from "./segment-writer.ts";
import type { AppendOutcome } from "./spool.ts";

interface GroupCommitOptions {
  /** Why nothing may be written now, or null. */
  refusal: () => Promise<string | null>;
  /** Resolves once the group is durable; throws when that is not known. */
  write: (group: Group, isWanted: () => boolean) => Promise<void>;
}

const MAX_GROUP_BYTES = 4 * 1024 * 1024;
const MAX_PENDING_BYTES = 32 * 1024 * 1024;
/** With a second for a connection and two for a statement before it, a sender has its answer within five. */
const LIMIT_MS = 1_500;
/** A disk that failed this often in a row is left alone for a while instead of being asked with each webhook. */
const MAX_FAILURES = 3;
const REST_MS = 1_000;

class Entry {
  readonly bytes: Buffer;
  readonly receivedAt: string;
  readonly outcome: Promise<AppendOutcome>;
  settle: (outcome: AppendOutcome) => void = () => undefined;

  constructor(bytes: Buffer, receivedAt: string) {
    this.bytes = bytes;
    this.receivedAt = receivedAt;
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
  }
}

/**
 * Lets everything that arrives during one sync share the next: a lone record waits for nobody, and thousands a second
 * cost a few hundred syncs.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Entry[] = [];
  #pendingBytes = 0;
  #chain: Promise<void> = Promise.resolve();
  #isScheduled = false;
  #isHanging = false;
  #failures = 0;
  #rest = { until: 0, reason: "" };

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Encoded and not written yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  add(bytes: Buffer, receivedAt: string): Promise<AppendOutcome> {
    const reason = this.#whyNot(bytes.length);
    if (reason !== null) return Promise.resolve({ kind: "refused", reason });
    const entry = new Entry(bytes, receivedAt);
    this.#waiting.push(entry);
    this.#pendingBytes += bytes.length;
    this.#schedule();
    return entry.outcome;
  }

  /** Runs `work` while nothing is being written, after what was added before. */
  between<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#chain.then(work);
    this.#chain = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Resolves when everything that was added is settled and the disk is done; when it hangs, after the limit. */
  async idle(): Promise<void> {
    const limit = new Promise((resolve) => setTimeout(resolve, 2 * LIMIT_MS).unref());
    await Promise.race([limit, this.#drained()]);
  }

  async #drained(): Promise<void> {
    while (this.#isScheduled) await this.#chain;
    await this.#chain;
  }

  #whyNot(bytes: number): string | null {
    if (this.#isHanging) return "The disk of the spool does not answer.";
    if (performance.now() < this.#rest.until) return this.#rest.reason;
    return this.#pendingBytes + bytes > MAX_PENDING_BYTES ? "The disk of the spool is too slow." : null;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    void this.between(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      this.#isScheduled = false;
      await this.#flush(this.#take());
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #take(): Entry[] {
    let bytes = 0;
    let count = 0;
    for (const entry of this.#waiting) {
      if (count > 0 && bytes + entry.bytes.length > MAX_GROUP_BYTES) break;
      bytes += entry.bytes.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #flush(group: readonly Entry[]): Promise<void> {
    let isWanted = true;
    const timer = setTimeout(() => {
      isWanted = false;
      this.#isHanging = true;
      refuse([...group, ...this.#waiting.splice(0)], "The disk of the spool does not answer.");
    }, LIMIT_MS);
    const outcome = await this.#write(group, () => isWanted);
    for (const entry of group) entry.settle(outcome);
    clearTimeout(timer);
    this.#isHanging = false;
    this.#pendingBytes = this.#waiting.reduce((sum, entry) => sum + entry.bytes.length, 0);
  }

  async #write(group: readonly Entry[], isWanted: () => boolean): Promise<AppendOutcome> {
    const [first] = group;
    if (first === undefined) return { kind: "kept" };
    try {
      const reason = await this.#options.refusal();
      if (reason !== null) return { kind: "refused", reason };
      const bytes = Buffer.concat(group.map((entry) => entry.bytes));
      await this.#options.write({ bytes, records: group.length, since: first.receivedAt }, isWanted);
      this.#failures = 0;
      return { kind: "kept" };
    } catch (error) {
      const reason = `The spool cannot be written: ${inWords(error)}.`;
      this.#failures += 1;
      if (this.#failures >= MAX_FAILURES) this.#rest = { until: performance.now() + REST_MS, reason };
      return { kind: "refused", reason };
    }
  }
}

function refuse(entries: readonly Entry[], reason: string): void {
  for (const entry of entries) entry.settle({ kind: "refused", reason });
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
