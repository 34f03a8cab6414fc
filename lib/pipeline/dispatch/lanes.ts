import type { Budget, ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import type { Breakers } from "./breakers.ts";
import type { DestinationRegistry } from "./destination-registry.ts";
import { Lane } from "./lane.ts";

const MAX_ROOM = 256;
/** A worker that starts later than this after a recovery need not go slowly. */
const RECENT_MS = 60_000;

/** The lanes of all destinations, kept in step with the registry. */
export class Lanes {
  readonly #registry: DestinationRegistry;
  readonly #breakers: Breakers;
  readonly #lanes = new Map<string, Lane>();

  constructor(registry: DestinationRegistry, breakers: Breakers) {
    this.#registry = registry;
    this.#breakers = breakers;
  }

  all(): Iterable<Lane> {
    return this.#lanes.values();
  }

  budgets(): Budget[] {
    this.#follow();
    const now = performance.now();
    return [...this.#lanes]
      .filter(([, lane]) => this.maySend(lane))
      .map(([destinationId, lane]) => ({ destinationId, lane, room: Math.min(MAX_ROOM, lane.room(now)) }))
      .filter(({ room }) => room > 0)
      .map(({ destinationId, lane, room }) => ({ destinationId, room, promised: lane.promised(room) }));
  }

  /** Hands each budgeted lane what was claimed for it. */
  accept(budgets: readonly Budget[], claimed: readonly ClaimedDelivery[], claimedAtMs: number): void {
    const byDestination = Map.groupBy(claimed, ({ destinationId }) => destinationId);
    for (const { destinationId, room } of budgets) {
      const leased = byDestination.get(destinationId)?.map((delivery) => ({ delivery, claimedAtMs })) ?? [];
      this.#lanes.get(destinationId)?.accept(leased, room);
    }
  }

  hasMore(): boolean {
    const now = performance.now();
    return [...this.#lanes.values()].some((lane) => !lane.isDry && this.maySend(lane) && lane.room(now) > 0);
  }

  maySend({ destination }: Lane): boolean {
    return !destination.isPaused && !this.#breakers.isSpared(destination.id);
  }

  /** What was claimed before that time and not started, and all that waits for a destination which is spared by now. */
  removeWaiting(claimedBeforeMs: number): ClaimedDelivery[] {
    return [...this.#lanes].flatMap(([id, lane]) =>
      lane.removeWaiting(this.#breakers.isSpared(id) ? Number.POSITIVE_INFINITY : claimedBeforeMs),
    );
  }

  #follow(): void {
    const { workers } = this.#registry;
    for (const destination of this.#registry.all()) {
      const lane = this.#lanes.get(destination.id);
      if (lane) lane.update(destination, workers);
      else this.#lanes.set(destination.id, new Lane(destination, workers));
    }
    this.#followRecoveries();
    for (const [id, lane] of this.#lanes) if (lane.isIdle && !this.#registry.find(id)) this.#lanes.delete(id);
  }

  #followRecoveries(): void {
    const now = performance.now();
    for (const { destinationId, closedAt, closedAtMs } of this.#registry.breakers()) {
      if (closedAt === null || closedAtMs === null) continue;
      const isNews = this.#lanes.get(destinationId)?.recover(closedAt, now - closedAtMs < RECENT_MS);
      if (isNews) this.#breakers.forget(destinationId);
    }
  }
}
