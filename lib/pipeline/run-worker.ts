import { createPool } from "#lib/db/pool.ts";
import { refuseWrongSecret } from "#lib/db/refuse-wrong-secret.ts";
import { startHeartbeat } from "#lib/db/start-heartbeat.ts";
import { WorkerSession } from "#lib/db/worker-session.ts";
import { CompletionQueue } from "#lib/pipeline/deliver/completion-queue.ts";
import { pauseGoneDestination } from "#lib/pipeline/deliver/pause-gone-destination.ts";
import type { SettledAttempt } from "#lib/pipeline/deliver/settle-attempt.ts";
import { DestinationRegistry } from "#lib/pipeline/dispatch/destination-registry.ts";
import { Dispatcher } from "#lib/pipeline/dispatch/dispatch.ts";
import { startSweeping } from "#lib/pipeline/dispatch/sweep.ts";
import { Projector } from "#lib/pipeline/project/run-projector.ts";
import type { ServiceEnv } from "#lib/platform/load-env.ts";
import type { Logger } from "#lib/platform/log.ts";
import { deploymentPolicy } from "#lib/platform/outbound/deployment-policy.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import type { Service } from "#lib/platform/run-service.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";

const STATEMENT_TIMEOUT_MS = 15_000;
/** Attempts that take longer are left to their leases: the process is given 24 s to stop. */
const FINISH_WITHIN_MS = 20_000;
const RECORD_WITHIN_MS = 2000;

/** Starts projecting and delivering. `stop` claims nothing more, finishes what is under way and gives the rest back. */
export async function runWorker(env: ServiceEnv, log: Logger): Promise<Service> {
  const pool = createPool({
    url: env.databaseUrl,
    name: "worker",
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onIdleError: (error) => log.warn("a database connection broke", { error }),
  });
  const agent = createPinnedAgent({ policy: deploymentPolicy(env) });
  const secretBox = createSecretBox(env.secret);
  await refuseWrongSecret(pool, secretBox, log);
  const registry = new DestinationRegistry({ pool, secretBox, log });
  const onRecorded = (attempts: readonly SettledAttempt[]) => {
    const gone = attempts.filter(({ outcomeCode }) => outcomeCode === "gone").map(({ destinationId }) => destinationId);
    for (const destinationId of new Set(gone)) void pauseGoneDestination(destinationId, log);
  };
  const completions = new CompletionQueue({ pool, log, onRecorded });
  const session = new WorkerSession({
    url: env.databaseUrl,
    log,
    onNotification: (channel) => onNotification(channel),
  });
  const dispatcher = new Dispatcher({ pool, agent, registry, completions, log, workerName: () => session.name });
  const projector = new Projector({ pool, log });
  const onNotification = (channel: string) => {
    if (channel === "signalbox_events") return projector.wake();
    if (channel !== "signalbox_config") return dispatcher.wake();
    registry.refresh().then(
      () => dispatcher.reconsider(),
      (error: unknown) => log.warn("destinations not refreshed", { error }),
    );
  };

  await session.start();
  await registry.start(() => dispatcher.wake());
  projector.wake();
  const stopHeartbeat = startHeartbeat(pool, "worker", log);
  const stopSweeping = startSweeping({ pool, log, onFound: () => dispatcher.wake() });
  log.info("worker started", { name: session.name });

  return {
    stop: async () => {
      registry.stop();
      await within(FINISH_WITHIN_MS, Promise.all([dispatcher.stop(), projector.stop(), stopSweeping()]));
      await within(RECORD_WITHIN_MS, completions.drain());
      stopHeartbeat();
      await session.stop();
      await agent.destroy();
      await pool.end();
      log.info("worker stopped");
    },
  };
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
