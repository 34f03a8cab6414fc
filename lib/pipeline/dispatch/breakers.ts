import type pg from "pg";
import { closeBreaker, reopenBreaker } from "#lib/db/breakers/end-probe.ts";
import { openBreaker } from "#lib/db/breakers/open-breaker.ts";
import type { AttemptError } from "#lib/domain/attempt-error.ts";
import { askedMs, BreakerWindow, isCharged, probeDelayMs } from "#lib/domain/breaker.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { DestinationRegistry } from "./destination-registry.ts";

type BreakersOptions = { pool: pg.Pool; registry: DestinationRegistry; log: Logger; onChanged: () => void };
type Sent = { destinationId: string; deliveryId: string; error: AttemptError | null };
type Probed = Sent & { probe: number };

/** After a probe that found nothing due, so that an idle destination is not asked about at every turn. */
const PROBE_AGAIN_MS = 500;

/**
 * Which destinations are spared. Every worker counts what it saw itself; once one has had enough, the database says so
 * to all of them, which is also where a restarted one learns it.
 */
export class Breakers {
  readonly #options: BreakersOptions;
  readonly #windows = new Map<string, BreakerWindow>();
  /** Being opened: spared here already, while the database is told. */
  readonly #opening = new Set<string>();
  readonly #probeNotBefore = new Map<string, number>();

  constructor(options: BreakersOptions) {
    this.#options = options;
  }

  isSpared(destinationId: string): boolean {
    const state = this.#options.registry.breaker(destinationId)?.state;
    return (state !== undefined && state !== "closed") || this.#opening.has(destinationId);
  }

  /** Those that may be probed now, each at most once per half second. */
  takeDueProbes(nowMs: number): string[] {
    const due: string[] = [];
    for (const { destinationId, state, probeAtMs } of this.#options.registry.breakers()) {
      if (state === "closed" || Math.max(probeAtMs, this.#probeNotBefore.get(destinationId) ?? 0) > nowMs) continue;
      this.#probeNotBefore.set(destinationId, nowMs + PROBE_AGAIN_MS);
      due.push(destinationId);
    }
    return due;
  }

  /** Counts an attempt that was no probe. */
  count({ destinationId, deliveryId, error }: Sent): void {
    const window = this.#windows.get(destinationId) ?? new BreakerWindow();
    this.#windows.set(destinationId, window);
    const isTooMuch = window.count({ nowMs: performance.now(), deliveryId, error });
    if (isTooMuch && error !== null && !this.isSpared(destinationId)) void this.#open(destinationId, window, error);
  }

  /** The count starts again: what was before the recovery says nothing about now. */
  forget(destinationId: string): void {
    this.#windows.delete(destinationId);
    this.#probeNotBefore.delete(destinationId);
  }

  /** Records how a probe went. Never throws: without a record its claim on the probe ends by itself. */
  async endProbe(probed: Probed): Promise<void> {
    const { destinationId, error } = probed;
    try {
      if (error === null) await this.#close(probed);
      else await this.#reopen(probed, error);
      await this.#options.registry.refresh();
    } catch (problem) {
      this.#options.log.warn("the result of a probe was not recorded", { destinationId, error: problem });
    }
    this.#options.onChanged();
  }

  async #open(destinationId: string, window: BreakerWindow, error: AttemptError): Promise<void> {
    const { pool, registry, log, onChanged } = this.#options;
    this.#opening.add(destinationId);
    onChanged();
    try {
      const asked = window.askedMs(performance.now());
      const probeInMs = probeDelayMs({ probes: 0, random: Math.random(), askedMs: asked });
      const failures = window.consecutive;
      const opening = { destinationId, error: encodeAttemptError(error), failures, probeInMs };
      const hasOpened = await openBreaker(pool, opening);
      if (hasOpened) log.warn("a destination that keeps failing is spared", { ...opening, kind: error.kind });
      await registry.refresh();
    } catch (problem) {
      log.warn("a failing destination could not be marked as spared", { destinationId, error: problem });
    }
    this.#windows.delete(destinationId);
    this.#opening.delete(destinationId);
    onChanged();
  }

  async #close({ destinationId, deliveryId, probe }: Probed): Promise<void> {
    const { pool, log } = this.#options;
    const hasClosed = await closeBreaker(pool, { destinationId, probe });
    if (hasClosed)
      log.info("a spared destination is back; sending starts slowly", { destinationId, deliveryId, probe });
  }

  async #reopen({ destinationId, deliveryId, probe }: Probed, error: AttemptError): Promise<void> {
    const { pool, log } = this.#options;
    const probeInMs = probeDelayMs({ probes: probe, random: Math.random(), askedMs: askedMs(error) });
    const stored = isCharged(error) ? encodeAttemptError(error) : null;
    await reopenBreaker(pool, { destinationId, probe, error: stored, probeInMs });
    log.info("a spared destination still fails", { destinationId, deliveryId, probe, kind: error.kind, probeInMs });
  }
}
