import type { OpenTarget } from "#lib/db/replays/read-replay-targets.ts";
import { replayRoom } from "#lib/domain/replay-room.ts";

type Seen = { sent: number; atMs: number; perSecond: number };

const SMOOTHING = 0.5;
const FORGET_AFTER_MS = 10_000;

/** How fast each destination takes what a replay sends it. Kept in memory: a new worker finds out again in a second. */
export class ReplayPace {
  readonly #seen = new Map<string, Seen>();

  /** How many more deliveries may be queued for this destination now. */
  room(replayId: string, target: OpenTarget, rate: number | null, nowMs: number): number {
    return replayRoom({
      ...target,
      rate,
      perSecond: this.#measure(`${replayId} ${target.destinationId}`, target, nowMs),
    });
  }

  forget(nowMs: number): void {
    for (const [key, seen] of this.#seen) if (nowMs - seen.atMs > FORGET_AFTER_MS) this.#seen.delete(key);
  }

  #measure(key: string, { queued, ahead }: OpenTarget, nowMs: number): number {
    const sent = queued - ahead;
    const before = this.#seen.get(key);
    const seconds = before === undefined ? 0 : (nowMs - before.atMs) / 1000;
    const latest = before === undefined || seconds === 0 ? 0 : Math.max(0, sent - before.sent) / seconds;
    const perSecond = (before?.perSecond ?? 0) + SMOOTHING * (latest - (before?.perSecond ?? 0));
    this.#seen.set(key, { sent, atMs: nowMs, perSecond });
    return perSecond;
  }
}
