import type { Channel } from "#lib/db/notify-channel.ts";
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
import { ReplayRunner } from "#lib/pipeline/replay/run-replays.ts";
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
/** For claims, results and probes, each of which runs one at a time. */
const QUEUE_CONNECTIONS = 4;

/** Starts projecting, delivering and replaying. `stop` claims nothing more, finishes what is under way and gives the rest back. */
export async function runWorker(env: ServiceEnv, log: Logger): Promise<Service> {
  const onIdleError = (error: Error) => log.warn("a database connection broke", { error });
  const connection = { url: env.databaseUrl, statementTimeoutMs: STATEMENT_TIMEOUT_MS, onIdleError };
  const pool = createPool({ ...connection, name: "worker" });
  const queuePool = createPool({ ...connection, name: "worker queue", plans: "by_index", max: QUEUE_CONNECTIONS });
  const agent = createPinnedAgent({ policy: deploymentPolicy(env) });
  const secretBox = createSecretBox(env.secret);
  await refuseWrongSecret(pool, secretBox, log);
  const registry = new DestinationRegistry({ pool, secretBox, log });
  const onRecorded = (attempts: readonly SettledAttempt[]) => pauseGone(attempts, log);
  const completions = new CompletionQueue({ pool: queuePool, log, onRecorded });
  const onNotification = (channel: Channel, payload: string) => wakeFor({ channel, payload }, stages, log);
  const session = new WorkerSession({ url: env.databaseUrl, log, onNotification });
  const workerName = () => session.name;
  const dispatcher = new Dispatcher({ pool: queuePool, agent, registry, completions, log, workerName });
  const projector = new Projector({ pool, log });
  const replays = new ReplayRunner({ pool, log, onQueued: () => dispatcher.wake() });
  const stages: Stages = { registry, dispatcher, projector, replays };

  await session.start();
  await registry.start(() => dispatcher.wake());
  projector.wake();
  replays.wake();
  const stopHeartbeat = startHeartbeat(pool, "worker", log);
  const stopSweeping = startSweeping({ pool, log, onFound: () => dispatcher.wake() });
  log.info("worker started", { name: session.name });

  return {
    stop: async () => {
      registry.stop();
      await within(
        FINISH_WITHIN_MS,
        Promise.all([dispatcher.stop(), projector.stop(), replays.stop(), stopSweeping()]),
      );
      await within(RECORD_WITHIN_MS, completions.drain());
      await stopHeartbeat();
      await session.stop();
      await agent.destroy();
      await Promise.all([pool.end(), queuePool.end()]);
      log.info("worker stopped");
    },
  };
}

type Stages = { registry: DestinationRegistry; dispatcher: Dispatcher; projector: Projector; replays: ReplayRunner };

function wakeFor({ channel, payload }: { channel: Channel; payload: string }, stages: Stages, log: Logger): void {
  const { registry, dispatcher, projector, replays } = stages;
  if (channel === "signalbox_events") projector.wake();
  else if (channel === "signalbox_deliveries") {
    replays.wake();
    dispatcher.wake();
  } else if (channel === "signalbox_config") {
    registry.refresh().then(
      // A breaker is one destination's affair; after any other change all that waits is claimed anew.
      () => (payload === "breaker" ? dispatcher.wake() : dispatcher.reconsider()),
      (error: unknown) => log.warn("destinations not refreshed", { error }),
    );
  }
}

function pauseGone(attempts: readonly SettledAttempt[], log: Logger): void {
  const gone = attempts.filter(({ outcomeCode }) => outcomeCode === "gone").map(({ destinationId }) => destinationId);
  for (const destinationId of new Set(gone)) void pauseGoneDestination(destinationId, log);
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
