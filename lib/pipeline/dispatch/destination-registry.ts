import type { KeyObject } from "node:crypto";
import type pg from "pg";
import { type BreakerRow, type DestinationRow, readDestinationRegistry } from "#lib/db/read-destination-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { signingKey } from "#lib/signatures/standard-webhooks.ts";

/** A destination ready to send to. */
export type Destination = Omit<DestinationRow, "headersCiphertext" | "secrets"> & {
  /** Custom headers by lower-case name. */
  headers: Record<string, string>;
  keys: { key: KeyObject; expiresAtMs: number | null }[];
};

/** What the worker knows of a destination that is or was spared; times are of the monotonic clock. */
type Breaker = Omit<BreakerRow, "closedAgoMs" | "probeInMs"> & { closedAtMs: number | null; probeAtMs: number };

type RegistryOptions = { pool: pg.Pool; secretBox: SecretBox; log: Logger };

const POLL_MS = 1000;

/** The destinations as the worker sees them, at most a second behind the database. */
export class DestinationRegistry {
  readonly #options: RegistryOptions;
  readonly #built = new Map<string, { text: string; destination: Destination | null }>();
  #destinations = new Map<string, Destination>();
  #breakers = new Map<string, Breaker>();
  #timer: NodeJS.Timeout | undefined;
  #workers = 1;
  #isStopped = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Reads once, and from then on every second. */
  async start(onRefreshed: () => void): Promise<void> {
    try {
      await this.refresh();
      onRefreshed();
    } catch (error) {
      this.#options.log.warn("destinations not refreshed; the last known ones stay in force", { error });
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.start(onRefreshed), POLL_MS);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  find(id: string): Destination | undefined {
    return this.#destinations.get(id);
  }

  all(): Iterable<Destination> {
    return this.#destinations.values();
  }

  breaker(destinationId: string): Breaker | undefined {
    return this.#breakers.get(destinationId);
  }

  breakers(): Iterable<Breaker> {
    return this.#breakers.values();
  }

  /** How many workers share the rates. */
  get workers(): number {
    return this.#workers;
  }

  async refresh(): Promise<void> {
    const askedAtMs = performance.now();
    const { destinations, breakers, workers } = await readDestinationRegistry(this.#options.pool);
    this.#workers = workers;
    this.#breakers = new Map(breakers.map((row) => [row.destinationId, toBreaker(row, askedAtMs)]));
    const built = destinations.map((row) => [row.id, this.#build(row)] as const);
    this.#destinations = new Map(built.flatMap(([id, destination]) => (destination ? [[id, destination]] : [])));
    const known = new Set(destinations.map(({ id }) => id));
    for (const id of this.#built.keys()) if (!known.has(id)) this.#built.delete(id);
  }

  /** Opening secrets is costly, so a destination that did not change keeps its own. */
  #build(row: DestinationRow): Destination | null {
    const text = JSON.stringify(row);
    const known = this.#built.get(row.id);
    if (known?.text === text) return known.destination;
    const destination = this.#open(row);
    this.#built.set(row.id, { text, destination });
    return destination;
  }

  /** Null when a secret does not open: its deliveries wait, rather than go out unsigned or be lost. */
  #open({ headersCiphertext, secrets, ...rest }: DestinationRow): Destination | null {
    try {
      return {
        ...rest,
        headers: this.#openHeaders(rest.id, headersCiphertext),
        keys: this.#openKeys(rest.id, secrets),
      };
    } catch (error) {
      this.#options.log.error("a destination's secrets do not open; its deliveries wait", {
        destinationId: rest.id,
        error,
      });
      return null;
    }
  }

  #openHeaders(rowId: string, ciphertext: string | null): Record<string, string> {
    if (ciphertext === null) return {};
    const opened: unknown = JSON.parse(
      this.#options.secretBox.open(ciphertext, { table: "destinations", column: "headers_ciphertext", rowId }),
    );
    if (typeof opened !== "object" || opened === null) return {};
    return Object.fromEntries(Object.entries(opened).map(([name, value]) => [name.toLowerCase(), String(value)]));
  }

  #openKeys(id: string, secrets: DestinationRow["secrets"]): Destination["keys"] {
    return secrets.map((secret) => {
      const context = { table: "destination_secrets", column: "ciphertext", rowId: secret.id };
      const key = signingKey(this.#options.secretBox.open(secret.ciphertext, context));
      if (key === null) throw new Error(`a signing secret of destination ${id} is not one`);
      return { key, expiresAtMs: secret.expiresAt === null ? null : Date.parse(secret.expiresAt) };
    });
  }
}

function toBreaker({ closedAgoMs, probeInMs, ...row }: BreakerRow, nowMs: number): Breaker {
  return { ...row, closedAtMs: closedAgoMs === null ? null : nowMs - closedAgoMs, probeAtMs: nowMs + probeInMs };
}
