import type { Budget, ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import type { DestinationRegistry } from "./destination-registry.ts";
import { Lane } from "./lane.ts";

const MAX_ROOM = 256;

/** The lanes of all destinations, kept in step with the registry. */
export class Lanes {
  readonly #registry: DestinationRegistry;
  readonly #lanes = new Map<string, Lane>();

  constructor(registry: DestinationRegistry) {
    this.#registry = registry;
  }

  all(): Iterable<Lane> {
    return this.#lanes.values();
  }

  budgets(): Budget[] {
    this.#follow();
    const now = performance.now();
    return [...this.#lanes]
      .filter(([, lane]) => !lane.destination.isPaused)
      .map(([destinationId, lane]) => ({ destinationId, room: Math.min(MAX_ROOM, lane.room(now)) }))
      .filter(({ room }) => room > 0);
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
    return [...this.#lanes.values()].some((lane) => !lane.isDry && !lane.destination.isPaused && lane.room(now) > 0);
  }

  removeWaiting(claimedBeforeMs: number): ClaimedDelivery[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.removeWaiting(claimedBeforeMs));
  }

  #follow(): void {
    const { workers } = this.#registry;
    for (const destination of this.#registry.all()) {
      const lane = this.#lanes.get(destination.id);
      if (lane) lane.update(destination, workers);
      else this.#lanes.set(destination.id, new Lane(destination, workers));
    }
    for (const [id, lane] of this.#lanes) if (lane.isIdle && !this.#registry.find(id)) this.#lanes.delete(id);
  }
}
