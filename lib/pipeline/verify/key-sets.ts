import type pg from "pg";
import { saveKeySet, saveKeySetFailure } from "#lib/db/save-key-set.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { JsonDocumentOutcome } from "#lib/platform/outbound/fetch-json-document.ts";
import { readKeySet } from "#lib/signatures/jwks.ts";
import type { TakenKeySet } from "./taken-key-set.ts";

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
  /** Puts a fetched key set in force, before the waiting webhook is judged: the database may be away. */
  take: (source: KeyedSource, document: unknown) => Promise<TakenKeySet | null>;
  /** Called after a key set was saved. */
  onSaved: (taken: TakenKeySet) => Promise<void>;
  /** Told of keys that came and went at a source that had keys before. */
  onRotation: (source: KeyedSource, change: { added: string[]; gone: string[] }) => Promise<void>;
  now?: () => number;
}

/** A signature nobody knows may ask for fresh keys this often; otherwise an attacker drives our fetches. */
const COOL_DOWN_MS = 30_000;
const REFRESH_MS = 10 * 60_000;
const REFRESH_JITTER = 0.2;
const SAVE_AGAIN_MS = 10_000;

/** Fetches the key sets of sources: on a timer, and on demand when a signature matches no known key. */
export class KeySets {
  readonly #options: KeySetsOptions;
  readonly #inFlight = new Map<string, Promise<RefreshOutcome>>();
  readonly #askedAt = new Map<string, number>();
  readonly #nextAt = new Map<string, number>();
  readonly #saves = new Map<string, { fetchedAt: string; notBefore: number }>();

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
    const run = this.#fetch(source).finally(() => this.#inFlight.delete(source.id));
    this.#inFlight.set(source.id, run);
    return run;
  }

  async #fetch(source: KeyedSource): Promise<RefreshOutcome> {
    const { log, fetchDocument, take } = this.#options;
    try {
      const fetched = await fetchDocument(source.jwksUrl);
      if (fetched.kind === "failed") return this.#noteFailure(source, fetched.message);
      const reading = await readKeySet(fetched.text);
      if (reading.kind === "invalid") return this.#noteFailure(source, "The document is not a key set.");
      if (reading.keys.length === 0) return this.#noteFailure(source, "The key set has no usable key.");
      for (const alarm of reading.alarms)
        log.error("provider published a private key", { source: source.slug, ...alarm });
      const taken = await take(source, JSON.parse(fetched.text));
      if (taken !== null) this.save([{ source, taken }]);
      return "refreshed";
    } catch (error) {
      log.error("key set not refreshed", { source: source.slug, error });
      return "failed";
    }
  }

  /** Saves key sets that are in force already; one that the database did not take is tried again a little later. */
  save(unsaved: readonly { source: KeyedSource; taken: TakenKeySet }[]): void {
    const now = this.#now();
    for (const { source, taken } of unsaved) {
      const last = this.#saves.get(source.id);
      if (last?.fetchedAt === taken.fetchedAt && now < last.notBefore) continue;
      this.#saves.set(source.id, { fetchedAt: taken.fetchedAt, notBefore: now + SAVE_AGAIN_MS });
      this.#save(source, taken).catch((error: unknown) => {
        this.#options.log.warn("key set not saved yet; it is in force here", { source: source.slug, error });
      });
    }
  }

  async #save(source: KeyedSource, taken: TakenKeySet): Promise<void> {
    const { document, fetchedAt } = taken;
    const { pool, onSaved, onRotation } = this.#options;
    const documentText = JSON.stringify(document);
    const reading = await readKeySet(documentText);
    const keys = reading.kind === "key_set" ? reading.keys : [];
    const change = await saveKeySet(pool, { sourceId: source.id, documentText, fetchedAt, keys });
    if (change.added.length > 0) await onRotation(source, change);
    await onSaved(taken);
  }

  #noteFailure(source: KeyedSource, message: string): RefreshOutcome {
    const { pool, log } = this.#options;
    log.warn("key set not fetched", { source: source.slug, message });
    // The webhook that asked for it does not wait for a note.
    saveKeySetFailure(pool, source.id, message).catch((error: unknown) => {
      log.warn("that a key set was not fetched is not recorded", { source: source.slug, error });
    });
    return "failed";
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}
