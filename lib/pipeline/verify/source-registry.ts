import { hash } from "node:crypto";
import type pg from "pg";
import { readSourceRegistry, type SourceRow } from "#lib/db/read-source-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import type { SourceCredentials } from "#lib/providers/provider.ts";
import type { KeyedSource } from "./key-sets.ts";
import type { SourceCopy, SourceCopyFile } from "./source-copy.ts";
import { isKeySetOutdated, readCredentials } from "./source-credentials.ts";
import { isNewerThanKept, keptKeySet, type TakenKeySet, takeKeySet, withKeySet } from "./taken-key-set.ts";

export interface RegisteredSource {
  row: SourceRow;
  credentials: SourceCredentials;
  /** When the provider's key set was last fetched; null when it never was. */
  keysFetchedAt: Date | null;
}

interface RegistryOptions {
  pool: pg.Pool;
  secretBox: SecretBox;
  log: Logger;
  /** Where what is known outlives the process, and what a former one left there. */
  copy?: { file: SourceCopyFile; last: SourceCopy | null };
}

const POLL_MS = 1000;
/** Clocks closer than this count as one. */
const TOLERATED_SKEW_MS = 500;

/** The sources as the doors see them, at most a second behind the database while that answers. */
export class SourceRegistry {
  readonly #options: RegistryOptions;
  /** By the SHA-256 of the slug, so that looking one up tells nothing about its neighbours. */
  #bySlugHash = new Map<string, RegisteredSource>();
  readonly #built = new Map<string, { text: string; source: RegisteredSource }>();
  #rows: readonly SourceRow[] = [];
  readonly #taken = new Map<string, TakenKeySet>();
  readonly #saved = new Set<TakenKeySet>();
  #canary: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #clockOffsetMs = 0;
  #copiedOffsetMs = 0;
  #hasAnswered = false;
  #builds = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  async start(onRefreshed: () => void, onFailed: (error: unknown) => void = () => undefined): Promise<void> {
    let isBehind = false;
    const tick = async () => {
      try {
        await this.refresh();
        if (isBehind) this.#options.log.info("sources refreshed again");
        isBehind = false;
        onRefreshed();
      } catch (error) {
        if (!isBehind) this.#options.log.warn("sources not refreshed; the last known ones stay in force", { error });
        isBehind = true;
        onFailed(error);
        await this.#build();
      }
      this.#timer = setTimeout(() => void tick(), POLL_MS);
      this.#timer.unref();
    };
    this.#loadCopy();
    await tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  find(slug: string): RegisteredSource | undefined {
    return this.#bySlugHash.get(hashOf(slug));
  }

  all(): RegisteredSource[] {
    return [...this.#bySlugHash.values()];
  }

  /** Whether a slug that is not found is one that does not exist: the copy on disk may be too old to tell. */
  get isComplete(): boolean {
    return this.#hasAnswered;
  }

  /** The time by the database's clock, as far as it differs noticeably from ours. */
  now(): Date {
    return new Date(Date.now() + this.#clockOffsetMs);
  }

  async refresh(): Promise<void> {
    const saved = new Set(this.#saved);
    const { sources, databaseTime, canary } = await readSourceRegistry(this.#options.pool);
    const offset = databaseTime.getTime() - Date.now();
    this.#clockOffsetMs = Math.abs(offset) > TOLERATED_SKEW_MS ? offset : 0;
    this.#rows = sources;
    this.#canary = canary;
    this.#hasAnswered = true;
    this.#forget(saved);
    await this.#build();
    this.#keepCopy();
  }

  /** Puts a fetched key set in force at once, whether or not the database can be told of it. */
  async take(source: KeyedSource, document: unknown): Promise<TakenKeySet | null> {
    const row = this.#rows.find(({ id }) => id === source.id);
    if (row === undefined) return null;
    const fetched = { jwksUrl: source.jwksUrl, document, at: this.now() };
    const taken = takeKeySet(row, this.#taken.get(row.id), fetched);
    this.#taken.set(row.id, taken);
    await this.#build();
    this.#keepCopy();
    return taken;
  }

  /** The database has it, from the next refresh on. */
  async noteSaved(taken: TakenKeySet): Promise<void> {
    this.#saved.add(taken);
    await this.refresh();
  }

  /** The key sets in force that the database does not have. */
  unsavedKeySets(): { source: KeyedSource; taken: TakenKeySet }[] {
    return this.#rows.flatMap(({ id, slug }) => {
      const taken = this.#taken.get(id);
      return taken === undefined ? [] : [{ source: { id, slug, jwksUrl: taken.jwksUrl }, taken }];
    });
  }

  #loadCopy(): void {
    const last = this.#options.copy?.last ?? null;
    if (last === null) return;
    this.#rows = last.sources;
    this.#canary = last.canary;
    this.#clockOffsetMs = last.clockOffsetMs;
    for (const row of last.sources) {
      const kept = keptKeySet(row);
      if (kept !== null) this.#taken.set(row.id, kept);
    }
  }

  #forget(saved: ReadonlySet<TakenKeySet>): void {
    for (const [id, taken] of this.#taken) if (saved.has(taken)) this.#taken.delete(id);
    for (const taken of saved) this.#saved.delete(taken);
  }

  #keepCopy(): void {
    const { copy } = this.#options;
    const sources = this.#rows.map((row) => this.#inForce(row));
    // Two clocks never differ by the same twice, and that alone is no reason to write.
    const hasDrifted = Math.abs(this.#clockOffsetMs - this.#copiedOffsetMs) > TOLERATED_SKEW_MS;
    if (hasDrifted) this.#copiedOffsetMs = this.#clockOffsetMs;
    void copy?.file.write({ sources, clockOffsetMs: this.#copiedOffsetMs, canary: this.#canary });
  }

  async #build(): Promise<void> {
    this.#builds += 1;
    const build = this.#builds;
    for (const row of this.#rows) {
      const taken = this.#taken.get(row.id);
      if (taken !== undefined && this.#hasAnswered && !isNewerThanKept(row, taken)) this.#taken.delete(row.id);
    }
    const built = await Promise.all(this.#rows.map((row) => this.#buildSource(this.#inForce(row))));
    // One that began later knows more.
    if (build !== this.#builds) return;
    this.#bySlugHash = new Map(built.map((source) => [hashOf(source.row.slug), source]));
  }

  #inForce(row: SourceRow): SourceRow {
    const taken = this.#taken.get(row.id);
    return taken === undefined || !isNewerThanKept(row, taken) ? row : withKeySet(row, taken, this.now());
  }

  /** Key objects are costly to make, so a source that did not change keeps its own. */
  async #buildSource(row: SourceRow): Promise<RegisteredSource> {
    const text = JSON.stringify(row);
    const known = this.#built.get(row.id);
    if (known?.text === text && !isKeySetOutdated(known.source.keysFetchedAt, this.now())) return known.source;
    const keysFetchedAt = row.keySet?.fetchedAt ? new Date(row.keySet.fetchedAt) : null;
    const { secretBox, log } = this.#options;
    const credentials = await readCredentials(row, keysFetchedAt, { secretBox, log, now: this.now() });
    const source = { row, keysFetchedAt, credentials };
    this.#built.set(row.id, { text, source });
    return source;
  }
}

function hashOf(slug: string): string {
  return hash("sha256", slug, "base64");
}
