import type pg from "pg";
import { createPool } from "#lib/db/pool.ts";
import { refuseWrongSecret } from "#lib/db/refuse-wrong-secret.ts";
import { startHeartbeat } from "#lib/db/start-heartbeat.ts";
import { createStore } from "#lib/pipeline/store/store.ts";
import { type KeyedSource, KeySets } from "#lib/pipeline/verify/key-sets.ts";
import { SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import { deploymentPolicy } from "#lib/platform/outbound/deployment-policy.ts";
import { fetchJsonDocument } from "#lib/platform/outbound/fetch-json-document.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { AckHistogram } from "./ack-histogram.ts";
import type { Door } from "./incoming-request.ts";
import type { ReceiveContext } from "./receive-webhook.ts";
import { RejectionLog } from "./rejection-log.ts";

export interface OpenDoor {
  context: ReceiveContext;
  pool: pg.Pool;
  /** Says, where the heartbeats are kept, that the process ends on purpose. */
  stopHeartbeat(): Promise<void>;
  /** Waits for what is in flight, writes what is still counted in memory, and closes the pool. */
  close(): Promise<void>;
}

const FLUSH_ACKS_MS = 5000;
const NOTIFY_MS = 2;
/** A provider's own time-out is near: better to refuse while it still listens. */
const POOL = { max: 4, connectionTimeoutMs: 1000, statementTimeoutMs: 2000 };

/** Everything a door needs to receive webhooks, started: sources and keys loaded, counters ticking. */
export async function openDoor(door: Door, env: ServiceEnv, log: Logger): Promise<OpenDoor> {
  const onIdleError = (error: Error) => log.warn("database connection lost", { error });
  const pool = createPool({ url: env.databaseUrl, name: door, onIdleError, ...POOL });
  const lane = Math.floor(Math.random() * 1_000_000);
  const secretBox = createSecretBox(env.secret);
  await refuseWrongSecret(pool, secretBox, log);
  const registry = new SourceRegistry({ pool, secretBox, log });
  const agent = createPinnedAgent({ policy: deploymentPolicy(env) });
  const keySets = new KeySets({
    pool,
    log,
    fetchDocument: (url) => fetchJsonDocument(agent, url),
    onSaved: () => registry.refresh(),
    onRotation: (source, change) => noteRotation(log, source, change),
  });
  const storePool = createPool({ url: env.databaseUrl, name: `${door} store`, onIdleError, ...POOL, plans: "kept" });
  const store = createStore({ pool: storePool, lane, onStored: createNotifier(pool, log) });
  const rejections = new RejectionLog({ pool, log, lane });
  const acks = new AckHistogram();
  await registry.start(() => keySets.refreshDue(keyedSources(registry)));
  const flushAcks = () => acks.flush(pool).catch((error: unknown) => log.warn("ack times not written", { error }));
  const timer = setInterval(() => void flushAcks(), FLUSH_ACKS_MS);
  const stopHeartbeat = startHeartbeat(pool, door, log);
  const verify = { keySets, findSource: (slug: string) => registry.find(slug), now: () => registry.now() };
  return {
    context: { registry, verify, store, rejections, acks },
    pool,
    stopHeartbeat,
    close: async () => {
      registry.stop();
      clearInterval(timer);
      await store.drain();
      await Promise.all([stopHeartbeat(), rejections.flush(), flushAcks(), agent.close()]);
      await Promise.all([storePool.end(), pool.end()]);
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

/** Wakes the worker and the console, at most once per 2 ms: a NOTIFY in every commit would cost 40 % of them. */
function createNotifier(pool: pg.Pool, log: Logger): () => void {
  let isScheduled = false;
  let notifiedAtMs = 0;
  const notify = () => {
    isScheduled = false;
    notifiedAtMs = performance.now();
    pool
      .query("SELECT pg_notify('signalbox_events', ''), pg_notify('signalbox_deliveries', '')")
      .catch((error: unknown) => log.warn("listeners not woken; they poll", { error }));
  };
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(notify, notifiedAtMs + NOTIFY_MS - performance.now());
  };
}
