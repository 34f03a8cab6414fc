import { type Moment, textOf } from "./moment.ts";
import { type Time, written } from "./time.ts";
import type { Receipts, Verdict } from "./truth.ts";

type Switch = "active" | "inactive";

/** Keeps what is the case with one business while its story is told in the order in which it happened. */
export class BusinessBook {
  #status: Switch | null = null;
  #since: Time | null = null;
  #isTied = false;
  #really: Switch | null = null;
  #createdAt: Moment | null = null;
  /** Newest first. */
  #externalIds: string[] = [];

  create(at: Moment, externalId: string | null): void {
    this.#createdAt ??= at;
    this.#name(externalId);
  }

  change(to: Switch, at: Time, externalId: string | null): void {
    if (this.#isTied || this.#status !== to) this.#since = at;
    this.#status = to;
    this.#isTied = false;
    this.#name(externalId);
  }

  /** Both were said to happen at one instant, with the same external id. */
  tie(at: Moment, really: Switch, externalId: string | null): void {
    this.#since = at;
    this.#isTied = true;
    this.#really = really;
    this.#name(externalId);
  }

  /** `activity` is when its accounts and tasks were heard of. */
  tell(receipts: Receipts, eventCount: number, activity: readonly Time[]): Verdict {
    const shown = this.#shown();
    const since = this.#isTied || this.#status !== null ? written(this.#since, receipts) : this.#created();
    return {
      doubt: this.#isTied ? "same_instant" : null,
      shown,
      really: this.#isTied ? (this.#really ?? shown) : shown,
      expected: {
        status: shown,
        since,
        createdAt: this.#created(),
        externalId: this.#externalIds[0] ?? null,
        externalIds: this.#externalIds,
        eventCount,
        lateActivityCount: shown === "inactive" ? countAfter(since, activity, receipts) : 0,
      },
    };
  }

  #shown(): string {
    if (this.#isTied) return "unclear";
    return this.#status ?? (this.#createdAt === null ? "unknown" : "created");
  }

  #created(): string | null {
    return this.#createdAt === null ? null : textOf(this.#createdAt);
  }

  #name(externalId: string | null): void {
    if (externalId === null) return;
    this.#externalIds = [externalId, ...this.#externalIds.filter((known) => known !== externalId)];
  }
}

function countAfter(since: string | null, times: readonly Time[], receipts: Receipts): number {
  return times.filter((time) => since !== null && written(time, receipts) > since).length;
}
