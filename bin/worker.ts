import { runWorker } from "#lib/pipeline/run-worker.ts";
import { createLog } from "#lib/platform/log.ts";
import { runService } from "#lib/platform/run-service.ts";

const log = createLog("worker");
await runService(log, (env) => runWorker(env, log));
