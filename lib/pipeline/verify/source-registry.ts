import { createHash, createSecretKey } from "node:crypto";
import type pg from "pg";
import { readSourceRegistry, type SourceRow } from "#lib/db/read-source-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import type { SourceCredentials } from "#lib/providers/provider.ts";
import { type RsaVerificationKey, readKeySet } from "#lib/signatures/jwks.ts";

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
}

const POLL_MS = 1000;
/** Beyond this, the last good key set of an unreachable provider is no longer trusted. */
const KEY_TRUST_MS = 7 * 24 * 3600_000;
/** Clocks closer than this count as one. */
const TOLERATED_SKEW_MS = 500;

/** The sources as the doors see them, at most a second behind the database. */
export class SourceRegistry {
  readonly #options: RegistryOptions;
  /** By the SHA-256 of the slug, so that looking one up tells nothing about its neighbours. */
  #bySlugHash = new Map<string, RegisteredSource>();
  readonly #built = new Map<string, { text: string; source: RegisteredSource }>();
  #timer: NodeJS.Timeout | undefined;
  #clockOffsetMs = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  async start(onRefreshed: () => void): Promise<void> {
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
      }
      this.#timer = setTimeout(() => void tick(), POLL_MS);
      this.#timer.unref();
    };
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

  /** The time by the database's clock, as far as it differs noticeably from ours. */
  now(): Date {
    return new Date(Date.now() + this.#clockOffsetMs);
  }

  async refresh(): Promise<void> {
    const { sources, databaseTime } = await readSourceRegistry(this.#options.pool);
    const offset = databaseTime.getTime() - Date.now();
    this.#clockOffsetMs = Math.abs(offset) > TOLERATED_SKEW_MS ? offset : 0;
    const built = await Promise.all(sources.map((row) => this.#build(row)));
    this.#bySlugHash = new Map(built.map((source) => [hashOf(source.row.slug), source]));
  }

  /** Key objects are costly to make, so a source that did not change keeps its own. */
  async #build(row: SourceRow): Promise<RegisteredSource> {
    const text = JSON.stringify(row);
    const known = this.#built.get(row.id);
    if (known?.text === text && !this.#isOutdated(known.source)) return known.source;
    const keysFetchedAt = row.keySet?.fetchedAt ? new Date(row.keySet.fetchedAt) : null;
    const source = { row, keysFetchedAt, credentials: await this.#credentials(row, keysFetchedAt) };
    this.#built.set(row.id, { text, source });
    return source;
  }

  #isOutdated({ keysFetchedAt }: RegisteredSource): boolean {
    return keysFetchedAt !== null && this.now().getTime() - keysFetchedAt.getTime() > KEY_TRUST_MS;
  }

  async #credentials(row: SourceRow, keysFetchedAt: Date | null): Promise<SourceCredentials> {
    const isTrusted = keysFetchedAt !== null && this.now().getTime() - keysFetchedAt.getTime() <= KEY_TRUST_MS;
    const documents = [row.pastedJwks, ...(isTrusted ? [row.keySet?.document, { keys: row.keySet?.leaving }] : [])];
    const distrusted = new Set(row.keySet?.distrusted);
    const keys = (await Promise.all(documents.map(readKeys))).flat().filter((key) => !distrusted.has(key.thumbprint));
    const opened = row.secrets.flatMap((secret) => this.#open(row, secret));
    return {
      rsaKeys: [...new Map(keys.map((key) => [key.thumbprint, key])).values()],
      secrets: opened
        .filter(({ kind, value }) => kind === "signing" && value !== "")
        .map(({ label, value }) => ({ label, key: createSecretKey(Buffer.from(value, "utf8")) })),
      sharedHeaders: opened
        .filter(({ kind }) => kind === "shared_header")
        .map(({ headerName, value }) => ({ name: headerName ?? "", value })),
    };
  }

  #open(row: SourceRow, secret: SourceRow["secrets"][number]) {
    const context = { table: "source_secrets", column: "ciphertext", rowId: secret.id };
    try {
      return [{ ...secret, value: this.#options.secretBox.open(secret.ciphertext, context) }];
    } catch (error) {
      this.#options.log.error("a secret of a source does not open", { source: row.slug, label: secret.label, error });
      // A shared header that cannot be read stays required: nothing matches it, so nothing gets in.
      return secret.kind === "shared_header" ? [{ ...secret, value: "" }] : [];
    }
  }
}

async function readKeys(document: unknown): Promise<readonly RsaVerificationKey[]> {
  if (document === null || document === undefined) return [];
  const reading = await readKeySet(JSON.stringify(document));
  return reading.kind === "key_set" ? reading.keys : [];
}

function hashOf(slug: string): string {
  return createHash("sha256").update(slug).digest("base64");
}
