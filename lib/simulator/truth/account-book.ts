import type { Moment } from "./moment.ts";
import { type Time, written } from "./time.ts";
import type { Facts, Receipts, Verdict } from "./truth.ts";

export type Change = "connected" | "expired" | "disconnected";

interface Problem {
  readonly kind: Exclude<Change, "connected">;
  /** Null when it came back after syncs had resumed: the pages do not say whether that was one problem or two. */
  readonly since: Time | null;
  recoveredAt: Time | null;
  recoveredBy: "connected" | "sync" | null;
}

/** Keeps what is the case with one account while its story is told in the order in which it happened. */
export class AccountBook {
  #state: Change | null = null;
  #since: Time | null = null;
  #tied: readonly Change[] = [];
  #problem: Problem | null = null;
  #resumedAt: Time | null = null;
  readonly #syncs: Time[] = [];
  #isSinceKnown = true;
  /** Whether the account works, whatever was said of it. */
  #works = true;

  change(to: Change, at: Time): void {
    const isRepeated = this.#tied.length === 0 && this.#state === to;
    if (!isRepeated) this.#since = at;
    this.#isSinceKnown = isRepeated ? this.#isSinceKnown && this.#resumedAt === null : true;
    this.#state = to;
    this.#tied = [];
    this.#resumedAt = null;
    this.#works = to === "connected";
    if (to !== "connected") {
      this.#problem = {
        kind: to,
        since: this.#isSinceKnown ? this.#since : null,
        recoveredAt: null,
        recoveredBy: null,
      };
    } else if (this.#problem !== null && this.#problem.recoveredBy !== "connected") {
      this.#problem.recoveredAt = at;
      this.#problem.recoveredBy = "connected";
    }
  }

  /** Two changes that carry the same time: which came first is not said. */
  tie(states: readonly [Change, Change], at: Moment, really: Change): void {
    this.#tied = [...states].sort();
    this.#since = at;
    this.#state = null;
    this.#problem = null;
    this.#isSinceKnown = true;
    this.#resumedAt = null;
    this.#works = really === "connected";
  }

  /** `isLeftover` when it was under way already while the account broke. */
  sync(at: Time, isLeftover = false): void {
    this.#syncs.push(at);
    if (this.#tied.length > 0 || this.#state === null || this.#state === "connected") return;
    this.#resumedAt ??= at;
    this.#works = !isLeftover;
    if (this.#problem === null || this.#problem.recoveredBy !== null) return;
    this.#problem.recoveredAt = at;
    this.#problem.recoveredBy = "sync";
  }

  /** One more sync while it works, told out of turn. */
  syncInBetween(at: Moment): void {
    this.#syncs.push(at);
  }

  tell(receipts: Receipts): Verdict {
    const shown = this.#shown();
    const since = shown === "probably_reconnected" ? this.#resumedAt : this.#since;
    const hasSince = shown === "probably_reconnected" || this.#isSinceKnown;
    const syncs = this.#syncs.map((at) => written(at, receipts)).sort();
    const expected: Facts = {
      state: shown,
      ...(hasSince && { since: written(since, receipts) }),
      lastSyncAt: syncs.at(-1) ?? null,
      candidates: this.#tied,
      ...this.#problemFacts(receipts),
    };
    const doubt = shown === "unclear" ? "same_instant" : shown === "probably_reconnected" ? "sync_after_problem" : null;
    return { doubt, shown, expected, really: doubt === null ? shown : this.#really() };
  }

  #shown(): string {
    if (this.#tied.length > 0) return "unclear";
    if (this.#resumedAt !== null) return "probably_reconnected";
    return this.#state ?? "not_reported";
  }

  #really(): string {
    return this.#works ? "connected" : (this.#state ?? this.#tied.find((state) => state !== "connected") ?? "expired");
  }

  /** After a tie it depends on which of the two is taken for the later one, so nothing is claimed. */
  #problemFacts(receipts: Receipts): Facts {
    if (this.#problem === null) return this.#tied.length > 0 || this.#state === "connected" ? {} : { problem: null };
    const { kind, since, recoveredAt, recoveredBy } = this.#problem;
    return {
      problem: kind,
      ...(since !== null && { problemSince: written(since, receipts) }),
      recoveredAt: written(recoveredAt, receipts),
      recoveredBy,
    };
  }
}
