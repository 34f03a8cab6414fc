import { once } from "node:events";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { createDoorServer } from "#lib/pipeline/receive/door-server.ts";
import { type OpenDoor, openDoor } from "#lib/pipeline/receive/open-door.ts";
import type { QueuedOutcome } from "#lib/pipeline/store/store.ts";
import { createLog } from "#lib/platform/log.ts";
import { runService } from "#lib/platform/run-service.ts";

type KeepBadly = (door: OpenDoor, row: StoreRow) => Promise<QueuedOutcome>;

/** The product's receiver without its spool, and with a way of keeping webhooks that is known to lose some. */
export async function runControlReceiver(keepBadly: KeepBadly): Promise<void> {
  const log = createLog("receiver");
  await runService(log, async (env) => {
    const door = await openDoor("receiver", env, log);
    const keeper = { keep: async (row: StoreRow) => orRefused(await keepBadly(door, row)) };
    const server = createDoorServer({ ...door, context: { ...door.context, keeper } }, env, log);
    server.listen(env.receiverPort, env.host);
    await once(server, "listening");
    return {
      stop: async () => {
        server.close();
        server.closeAllConnections();
        await door.close();
      },
    };
  });
}

function orRefused(outcome: QueuedOutcome) {
  switch (outcome.kind) {
    case "unavailable":
    case "impossible":
    case "overloaded":
      return { kind: "refused", reason: outcome.kind } as const;
    default:
      return outcome;
  }
}
