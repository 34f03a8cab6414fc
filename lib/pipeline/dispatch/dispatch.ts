import type pg from "pg";
import type { Agent } from "undici";
import { claimProbe } from "#lib/db/breakers/claim-probe.ts";
import { type ClaimedDelivery, claimDeliveries } from "#lib/db/claim-deliveries.ts";
import { releaseClaims } from "#lib/db/release-claims.ts";
import type { AttemptError } from "#lib/domain/attempt-error.ts";
import { attemptDelivery } from "#lib/pipeline/deliver/attempt-delivery.ts";
import type { CompletionQueue } from "#lib/pipeline/deliver/completion-queue.ts";
import { settleAttempt } from "#lib/pipeline/deliver/settle-attempt.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SendOutcome } from "#lib/platform/outbound/send-request.ts";
import { Breakers } from "./breakers.ts";
import type { Destination, DestinationRegistry } from "./destination-registry.ts";
import type { Lane } from "./lane.ts";
import { Lanes } from "./lanes.ts";

type DispatcherOptions = {
  pool: pg.Pool;
  agent: Agent;
  registry: DestinationRegistry;
  completions: CompletionQueue;
  log: Logger;
  /** The name under which this worker claims, see WorkerSession. */
  workerName: () => string;
};

const POLL_MS = 100;
const RETRY_MS = 1000;
/** A claimed delivery that did not start within this time goes back: its lease outlasts the time limit by 10 s. */
const START_WITHIN_MS = 5000;
const MAX_UNRECORDED = 2000;

/** The loop of the worker: claims what is due, per destination within its budget, and has it delivered. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes: Lanes;
  readonly #breakers: Breakers;
  readonly #underWay = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #isWoken = false;
  #isStopped = false;
  #isFreshFirst = false;
  #giveBackBeforeMs = 0;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { pool, registry, log } = options;
    this.#breakers = new Breakers({ pool, registry, log, onChanged: () => this.wake() });
    this.#lanes = new Lanes(registry, this.#breakers);
  }

  /** Looks for work now rather than at the next poll. */
  wake(): void {
    this.#isWoken = true;
    if (this.#running || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#running = this.#run().then((pauseMs) => {
      this.#running = null;
      if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), this.#isWoken ? 0 : pauseMs);
    });
  }

  /** After a pause or another change: what was claimed and not started is claimed again, under the new rules. */
  reconsider(): void {
    this.#giveBackBeforeMs = performance.now();
    this.wake();
  }

  /** Stops claiming, gives back what was not started, and resolves when what was started has been answered. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    try {
      await this.#giveBack(this.#lanes.removeWaiting(Number.POSITIVE_INFINITY));
    } catch (error) {
      this.#options.log.warn("unstarted deliveries not given back; their leases will end", { error });
    }
    await Promise.all(this.#underWay);
  }

  /** Returns how long to wait before looking again. */
  async #run(): Promise<number> {
    try {
      let hasClaimed: boolean;
      do {
        this.#isWoken = false;
        hasClaimed = await this.#claim();
      } while ((this.#isWoken || (hasClaimed && this.#lanes.hasMore())) && !this.#isStopped);
      return POLL_MS;
    } catch (error) {
      this.#options.log.error("claiming deliveries failed; trying again", { error });
      this.#isWoken = false;
      return RETRY_MS;
    }
  }

  /** Returns false when there was no room to claim for. */
  async #claim(): Promise<boolean> {
    const { pool, registry, completions, workerName } = this.#options;
    const startedBefore = Math.max(this.#giveBackBeforeMs, performance.now() - START_WITHIN_MS);
    await this.#giveBack(this.#lanes.removeWaiting(startedBefore));
    if (completions.size >= MAX_UNRECORDED) return false;
    for (const destinationId of this.#breakers.takeDueProbes(performance.now()))
      this.#track(this.#probe(destinationId));
    const budgets = this.#lanes.budgets();
    if (budgets.length === 0) return false;
    const claimedAtMs = performance.now();
    this.#isFreshFirst = !this.#isFreshFirst;
    const claimed = await claimDeliveries(pool, {
      worker: workerName(),
      workers: registry.workers,
      budgets,
      isFreshFirst: this.#isFreshFirst,
    });
    if (claimed.some((delivery) => registry.find(delivery.destinationId)?.version !== delivery.destinationVersion)) {
      await registry.refresh();
    }
    this.#lanes.accept(budgets, claimed, claimedAtMs);
    if (!this.#isStopped) for (const lane of this.#lanes.all()) this.#send(lane);
    return true;
  }

  #send(lane: Lane): void {
    if (!this.#lanes.maySend(lane)) return;
    for (let delivery = lane.take(); delivery !== null; delivery = lane.take())
      this.#track(this.#attempt(lane, delivery));
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #attempt(lane: Lane, delivery: ClaimedDelivery): Promise<void> {
    const destination = this.#options.registry.find(delivery.destinationId) ?? lane.destination;
    const outcome = await this.#deliver(destination, delivery, false);
    this.#breakers.count({ ...sentBy(delivery), error: errorOf(outcome) });
    lane.finish(outcome.durationMs, outcome.kind === "succeeded");
    if (this.#isStopped) return;
    this.#send(lane);
    if (!this.#running && !lane.isDry && lane.room(performance.now()) > 0) this.wake();
  }

  async #probe(destinationId: string): Promise<void> {
    const { pool, registry, log, workerName } = this.#options;
    const destination = registry.find(destinationId);
    if (destination === undefined || destination.isPaused) return;
    try {
      const claimed = await claimProbe(pool, { destinationId, worker: workerName(), workers: registry.workers });
      if (claimed === null) return;
      const { delivery, probe } = claimed;
      log.info("trying a spared destination", { destinationId, deliveryId: delivery.id, probe });
      const outcome = await this.#deliver(destination, delivery, true);
      await this.#breakers.endProbe({ ...sentBy(delivery), error: errorOf(outcome), probe });
    } catch (error) {
      log.warn("a spared destination could not be tried", { destinationId, error });
    }
  }

  async #deliver(destination: Destination, delivery: ClaimedDelivery, isProbe: boolean): Promise<SendOutcome> {
    const { agent, log, completions } = this.#options;
    const startedAtMs = performance.now();
    const attempt = await attemptDelivery({ agent, destination, delivery, log });
    const { retrySchedule: delaysSeconds } = destination;
    completions.add(settleAttempt({ delivery, attempt, delaysSeconds, random: Math.random(), isProbe }), startedAtMs);
    return attempt.outcome;
  }

  async #giveBack(deliveries: readonly ClaimedDelivery[]): Promise<void> {
    if (deliveries.length > 0) await releaseClaims(this.#options.pool, deliveries);
  }
}

function sentBy({ destinationId, id }: ClaimedDelivery) {
  return { destinationId, deliveryId: id };
}

function errorOf(outcome: SendOutcome): AttemptError | null {
  return outcome.kind === "failed" ? outcome.error : null;
}
