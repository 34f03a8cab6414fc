import type { ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import { nextSlowStart } from "#lib/domain/breaker.ts";
import type { Destination } from "./destination-registry.ts";

/** A delivery in this worker's hands; the lease began at `claimedAtMs` of the monotonic clock. */
export type LeasedDelivery = { delivery: ClaimedDelivery; claimedAtMs: number };

/** How much sending time may wait in front of a destination: claimed deliveries must start well within their lease. */
const AHEAD_MS = 250;
const MAX_AHEAD_FACTOR = 16;
const BURST_SECONDS = 0.25;
const SMOOTHING = 0.2;
/** Replays wait behind live work, but every so many places one of them has its turn. */
const REPLAY_EVERY = 8;

/** The deliveries of one destination that this worker holds: a few under way, a few waiting right behind them. */
export class Lane {
  #destination: Destination;
  #workers: number;
  #waiting: LeasedDelivery[] = [];
  #sending = 0;
  #tokens = 1;
  #refilledAtMs = 0;
  #averageMs = AHEAD_MS;
  #isDry = false;
  /** How many to send at a time after a recovery; null once all of them may be. */
  #slowStart: number | null = null;
  #recoveredAt: string | null = null;
  /** Places that live work has had since a replay had one. */
  #liveInRow = 0;

  constructor(destination: Destination, workers: number) {
    this.#destination = destination;
    this.#workers = workers;
  }

  get destination(): Destination {
    return this.#destination;
  }

  /** Whether the last claim brought less than there was room for. */
  get isDry(): boolean {
    return this.#isDry;
  }

  get isIdle(): boolean {
    return this.#sending === 0 && this.#waiting.length === 0;
  }

  /** Workers divide a destination's concurrency and rate among themselves by their number. */
  update(destination: Destination, workers: number): void {
    this.#destination = destination;
    this.#workers = workers;
  }

  /** The destination was spared until `closedAt`: it is not met with everything at once. Says whether that is news. */
  recover(closedAt: string, isRecent: boolean): boolean {
    if (closedAt === this.#recoveredAt) return false;
    this.#recoveredAt = closedAt;
    if (isRecent) this.#slowStart = 1;
    return true;
  }

  /** How many more to claim: 0 until half of what may be held is used up, so that claims stay few and large. */
  room(nowMs: number): number {
    const ahead = Math.min(MAX_AHEAD_FACTOR, Math.max(1, Math.round(AHEAD_MS / this.#averageMs)));
    const limit = this.#concurrency() * ahead;
    const held = this.#sending + this.#waiting.length;
    if (held > limit / 2 && this.#sending >= this.#concurrency()) return 0;
    return Math.min(limit - held, this.#allowance(nowMs));
  }

  /** How many of `room` places belong to replays, should any be due. */
  promised(room: number): number {
    return Math.floor((this.#liveInRow + room) / REPLAY_EVERY);
  }

  /** Takes over what was claimed for it. */
  accept(leased: readonly LeasedDelivery[], room: number): void {
    this.#waiting.push(...leased);
    const replays = leased.filter(({ delivery }) => delivery.replayId !== null).length;
    const liveInRow = this.#liveInRow + leased.length - replays * REPLAY_EVERY;
    this.#liveInRow = Math.min(Math.max(0, liveInRow), REPLAY_EVERY - 1);
    this.#isDry = leased.length < room;
    if (this.#destination.rate !== null) this.#tokens -= leased.length;
  }

  /** The next delivery to send now, if the destination takes one more at a time. */
  take(): ClaimedDelivery | null {
    if (this.#sending >= this.#concurrency()) return null;
    const next = this.#waiting.shift();
    if (next === undefined) return null;
    this.#sending += 1;
    return next.delivery;
  }

  finish(durationMs: number, hasSucceeded: boolean): void {
    this.#sending -= 1;
    this.#averageMs += SMOOTHING * (durationMs - this.#averageMs);
    if (this.#slowStart === null) return;
    this.#slowStart = nextSlowStart(this.#slowStart, hasSucceeded);
    if (this.#slowStart >= this.#share()) this.#slowStart = null;
  }

  /** Removes what waits and was claimed before that time. */
  removeWaiting(claimedBeforeMs: number): ClaimedDelivery[] {
    const removed = this.#waiting.filter(({ claimedAtMs }) => claimedAtMs < claimedBeforeMs);
    if (removed.length > 0) this.#waiting = this.#waiting.filter(({ claimedAtMs }) => claimedAtMs >= claimedBeforeMs);
    return removed.map(({ delivery }) => delivery);
  }

  #concurrency(): number {
    return this.#slowStart ?? this.#share();
  }

  #share(): number {
    return Math.max(1, Math.floor(this.#destination.concurrency / this.#workers));
  }

  /** A token bucket. */
  #allowance(nowMs: number): number {
    const { rate } = this.#destination;
    if (rate === null) return Number.POSITIVE_INFINITY;
    const perSecond = rate / this.#workers;
    const refill = ((nowMs - this.#refilledAtMs) / 1000) * perSecond;
    this.#tokens = Math.min(this.#tokens + refill, Math.max(1, perSecond * BURST_SECONDS));
    this.#refilledAtMs = nowMs;
    return Math.floor(this.#tokens);
  }
}
