import path from "node:path";
import type pg from "pg";
import { refuseWrongSecret } from "#lib/db/refuse-wrong-secret.ts";
import { type KeyedSource, KeySets } from "#lib/pipeline/verify/key-sets.ts";
import { SourceCopyFile } from "#lib/pipeline/verify/source-copy.ts";
import { SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import { deploymentPolicy } from "#lib/platform/outbound/deployment-policy.ts";
import { createDocumentFetcher } from "#lib/platform/outbound/document-fetcher.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";

interface OpenSources {
  registry: SourceRegistry;
  keySets: KeySets;
  /** Loads them, out of the copy on disk when the database is away, and keeps them fresh. */
  start(onDatabaseFailure: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Sources and their keys as a door sees them. Throws when the SIGNALBOX_SECRET is the wrong one. */
export async function openSources(pool: pg.Pool, env: ServiceEnv, log: Logger): Promise<OpenSources> {
  const secretBox = createSecretBox(env.secret);
  const file = new SourceCopyFile(path.join(env.spoolDir, "sources.json"), log);
  const last = await file.read();
  await refuseWrongSecret(pool, secretBox, log, last?.canary);
  const registry = new SourceRegistry({ pool, secretBox, log, copy: { file, last } });
  const documents = createDocumentFetcher(deploymentPolicy(env));
  const keySets = new KeySets({
    pool,
    log,
    fetchDocument: (url) => documents.fetch(url),
    take: (source, document) => registry.take(source, document),
    onSaved: (taken) => registry.noteSaved(taken),
    onRotation: (source, change) => noteRotation(log, source, change),
  });
  const refreshDue = () => keySets.refreshDue(keyedSources(registry));
  return {
    registry,
    keySets,
    start: (onDatabaseFailure) => {
      const onRefreshed = () => {
        keySets.save(registry.unsavedKeySets());
        refreshDue();
      };
      const onFailed = () => {
        refreshDue();
        onDatabaseFailure();
      };
      return registry.start(onRefreshed, onFailed);
    },
    close: () => {
      registry.stop();
      return documents.close();
    },
  };
}

function keyedSources(registry: SourceRegistry): KeyedSource[] {
  return registry.all().flatMap(({ row: { id, slug, jwksUrl } }) => (jwksUrl === null ? [] : [{ id, slug, jwksUrl }]));
}

async function noteRotation(log: Logger, { slug }: KeyedSource, change: { added: string[]; gone: string[] }) {
  log.warn("the provider rotated its keys", { source: slug, ...change });
  // Loaded on the rare occasion only: the receiver stays small without the console's database client.
  const { recordKeyRotation } = await import("#lib/db/sources/record-key-rotation.ts");
  await recordKeyRotation(slug, change);
}
