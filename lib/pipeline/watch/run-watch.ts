import type pg from "pg";
import { createPool } from "#lib/db/pool.ts";
import { readDatabaseTime } from "#lib/db/watch/database-time.ts";
import { readManyExpired } from "#lib/db/watch/read-many-expired.ts";
import { recordLook } from "#lib/db/watch/record-look.ts";
import { WatchLock } from "#lib/db/watch/watch-lock.ts";
import { judgeFacts } from "#lib/domain/watch/judge-facts.ts";
import { NO_MEMORY, stepAlerts, type WatchMemory } from "#lib/domain/watch/step-alerts.ts";
import { WATCH_TIMES, type WatchTimes } from "#lib/domain/watch/watch-times.ts";
import { repeat } from "#lib/pipeline/repeat.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import { deploymentPolicy } from "#lib/platform/outbound/deployment-policy.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import type { Service } from "#lib/platform/run-service.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { FactReader } from "./fact-reader.ts";
import { sendDueMessages } from "./send-due-messages.ts";

type WatchPace = WatchTimes & { lookEveryMs: number; sendEveryMs: number; rest: number };

/** With a rest of 20 each question costs the database a twentieth of one connection at most. */
const PACE: WatchPace = { ...WATCH_TIMES, lookEveryMs: 5000, sendEveryMs: 1000, rest: 20 };

/** One that looks and one that tells. */
const WATCH_CONNECTIONS = 2;
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Watches, and tells one address of what is wrong and of what is good again. Of all processes that run it one does it
 * at a time; the others stand by.
 */
export function runWatch(env: ServiceEnv, log: Logger, pace: Partial<WatchPace> = {}): Service {
  const times = { ...PACE, ...pace };
  const agent = createPinnedAgent({ policy: deploymentPolicy(env) });
  const pool = createPool({
    url: env.databaseUrl,
    name: "watch",
    max: WATCH_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onIdleError: (error) => log.warn("a database connection broke", { error }),
  });
  const sender = { pool, agent, secretBox: createSecretBox(env.secret), consoleUrl: env.consoleUrl, log };
  // Whoever could not report while the database was away is given time to, as after a start.
  let watchingSince = new Date();
  const lock = new WatchLock(env.databaseUrl, (error) => {
    watchingSince = new Date();
    log.warn("the right to watch was lost", { error });
  });
  const look = createLook(pool, times, log, () => watchingSince);
  let isWatching = false;

  async function watch(): Promise<void> {
    const mayWatch = await lock.hold();
    if (mayWatch !== isWatching) log.info(mayWatch ? "watching" : "another process watches", {});
    isWatching = mayWatch;
    if (isWatching) await look();
  }
  async function sendMessages(): Promise<void> {
    if (isWatching) await sendDueMessages(sender);
  }

  const stops = [repeat(watch, times.lookEveryMs, log), repeat(sendMessages, times.sendEveryMs, log)];
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await lock.release();
      await agent.destroy();
      await pool.end();
    },
  };
}

function createLook(pool: pg.Pool, times: WatchPace, log: Logger, watchingSince: () => Date): () => Promise<void> {
  const reader = new FactReader(log, times.rest);
  let memory: WatchMemory = NO_MEMORY;
  return async () => {
    const now = await readDatabaseTime();
    const facts = await reader.read(now);
    const setting = { manyExpired: await readManyExpired(), watchingSince: watchingSince(), times };
    const watched = judgeFacts(facts, setting, now);
    const { recoverAfterMs, groupMs } = times;
    const step = await recordLook(pool, {
      now,
      groupMs,
      decide: (open) => stepAlerts({ watched, memory, recoverAfterMs, now }, open),
    });
    memory = step.memory;
    for (const { key, title } of step.opened) log.warn("an alert was opened", { key, title });
    for (const { alert, recovery } of step.ended) log.info("an alert is over", { key: alert.key, recovery });
  };
}
