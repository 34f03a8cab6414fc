import { runReceiver } from "#lib/pipeline/receive/run-receiver.ts";
import { createLog } from "#lib/platform/log.ts";
import { runService } from "#lib/platform/run-service.ts";

const log = createLog("receiver");
await runService(log, (env) => runReceiver(env, log));
