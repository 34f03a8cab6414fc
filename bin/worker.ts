import { runWorker } from "#lib/pipeline/run-worker.ts";
import { runWatch } from "#lib/pipeline/watch/run-watch.ts";
import { createLog } from "#lib/platform/log.ts";
import { runService } from "#lib/platform/run-service.ts";

const log = createLog("worker");
await runService(log, async (env) => {
  const worker = await runWorker(env, log);
  const watch = runWatch(env, log);
  return { stop: async () => void (await Promise.all([watch.stop(), worker.stop()])) };
});
