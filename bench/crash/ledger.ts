import type { Webhook } from "./crash-traffic.ts";

export interface LedgerEntry {
  bodyHash: string;
  tries: number;
  /** Answers 200: from the first one on, the provider has forgotten the event. */
  acknowledged: number;
  acknowledgedAtMs: number | null;
}

/** What the senders know: the only witness of what was promised. */
export class Ledger {
  readonly entries = new Map<string, LedgerEntry>();
  /** Answers by status; those that never came by what happened instead. */
  readonly answers: Record<string, number> = {};
  acknowledgements = 0;
  givenUp = 0;
  slowestMs = 0;
  readonly #waiting: (() => void)[] = [];

  noteTry({ key, bodyHash }: Webhook): void {
    const known = this.entries.get(key);
    if (known !== undefined) known.tries += 1;
    else this.entries.set(key, { bodyHash, tries: 1, acknowledged: 0, acknowledgedAtMs: null });
  }

  noteAnswer({ key }: Webhook, answer: string, durationMs: number): void {
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    this.slowestMs = Math.max(this.slowestMs, durationMs);
    const entry = this.entries.get(key);
    if (answer !== "200" || entry === undefined) return;
    this.acknowledgements += 1;
    entry.acknowledged += 1;
    entry.acknowledgedAtMs ??= performance.now();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves at once behind the next 200. */
  nextAcknowledgement(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  acknowledgedKeys(olderThanMs = 0): string[] {
    const before = performance.now() - olderThanMs;
    return [...this.entries].flatMap(([key, { acknowledgedAtMs }]) =>
      acknowledgedAtMs !== null && acknowledgedAtMs <= before ? [key] : [],
    );
  }
}
