import type pg from "pg";
import { saveKeySet, saveKeySetFailure } from "#lib/db/save-key-set.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { JsonDocumentOutcome } from "#lib/platform/outbound/fetch-json-document.ts";
import { readKeySet } from "#lib/signatures/jwks.ts";

export type RefreshOutcome = "refreshed" | "cooling_down" | "failed";

export interface KeyedSource {
  id: string;
  slug: string;
  jwksUrl: string;
}

interface KeySetsOptions {
  pool: pg.Pool;
  log: Logger;
  fetchDocument: (url: string) => Promise<JsonDocumentOutcome>;
  /** Called after a key set was saved, so that the registry takes it up before the waiting webhook is judged. */
  onSaved: () => Promise<void>;
  /** Told of keys that came and went at a source that had keys before. */
  onRotation: (source: KeyedSource, change: { added: string[]; gone: string[] }) => Promise<void>;
  now?: () => number;
}

/** A signature nobody knows may ask for fresh keys this often; otherwise an attacker drives our fetches. */
const COOL_DOWN_MS = 30_000;
const REFRESH_MS = 10 * 60_000;
const REFRESH_JITTER = 0.2;

/** Fetches the key sets of sources: on a timer, and on demand when a signature matches no known key. */
export class KeySets {
  readonly #options: KeySetsOptions;
  readonly #inFlight = new Map<string, Promise<RefreshOutcome>>();
  readonly #askedAt = new Map<string, number>();
  readonly #nextAt = new Map<string, number>();

  constructor(options: KeySetsOptions) {
    this.#options = options;
  }

  /** Fetches now unless this source was asked for on demand in the last 30 s; joins a fetch that is under way. */
  async refreshOnDemand(source: KeyedSource): Promise<RefreshOutcome> {
    const underWay = this.#inFlight.get(source.id);
    if (underWay) return underWay;
    const now = this.#now();
    const askedAt = this.#askedAt.get(source.id);
    if (askedAt !== undefined && now - askedAt < COOL_DOWN_MS) return "cooling_down";
    this.#askedAt.set(source.id, now);
    return this.#refresh(source);
  }

  /** Fetches the key sets whose time has come: new sources at once, others every ten minutes or so. */
  refreshDue(sources: readonly KeyedSource[]): void {
    const now = this.#now();
    for (const source of sources) {
      if (now < (this.#nextAt.get(source.id) ?? 0)) continue;
      void this.#refresh(source);
    }
  }

  #refresh(source: KeyedSource): Promise<RefreshOutcome> {
    const underWay = this.#inFlight.get(source.id);
    if (underWay) return underWay;
    this.#nextAt.set(source.id, this.#now() + REFRESH_MS * (1 + REFRESH_JITTER * (2 * Math.random() - 1)));
    const run = this.#fetchAndSave(source).finally(() => this.#inFlight.delete(source.id));
    this.#inFlight.set(source.id, run);
    return run;
  }

  async #fetchAndSave(source: KeyedSource): Promise<RefreshOutcome> {
    const { pool, log, fetchDocument, onSaved, onRotation } = this.#options;
    try {
      const fetched = await fetchDocument(source.jwksUrl);
      if (fetched.kind === "failed") return await this.#noteFailure(source, fetched.message);
      const reading = await readKeySet(fetched.text);
      if (reading.kind === "invalid") return await this.#noteFailure(source, "The document is not a key set.");
      if (reading.keys.length === 0) return await this.#noteFailure(source, "The key set has no usable key.");
      for (const alarm of reading.alarms)
        log.error("provider published a private key", { source: source.slug, ...alarm });
      const { keys } = reading;
      const change = await saveKeySet(pool, { sourceId: source.id, documentText: fetched.text, keys });
      if (change.added.length > 0) await onRotation(source, change);
      await onSaved();
      return "refreshed";
    } catch (error) {
      log.error("key set not refreshed", { source: source.slug, error });
      return "failed";
    }
  }

  async #noteFailure(source: KeyedSource, message: string): Promise<RefreshOutcome> {
    this.#options.log.warn("key set not fetched", { source: source.slug, message });
    await saveKeySetFailure(this.#options.pool, source.id, message);
    return "failed";
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}
