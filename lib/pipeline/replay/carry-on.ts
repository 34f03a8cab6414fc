import type pg from "pg";
import { cancelReplayDeliveries } from "#lib/db/replays/cancel-replay-deliveries.ts";
import { countReplayTargets } from "#lib/db/replays/count-replay-targets.ts";
import type { UnsettledReplay } from "#lib/db/replays/find-unsettled-replays.ts";
import { inReplayTurn } from "#lib/db/replays/in-replay-turn.ts";
import { isStillRunning, leaveOutRest, queueReplayItems } from "#lib/db/replays/queue-replay-items.ts";
import { readReplayTargets } from "#lib/db/replays/read-replay-targets.ts";
import type { ReplayPace } from "./replay-pace.ts";

export type CarryOutcome =
  | { kind: "elsewhere" }
  | { kind: "waiting" }
  /** More can be done at once; `queued` deliveries are due. */
  | { kind: "busy"; queued: number }
  /** Nothing is left to queue, to cancel or to wait for. */
  | { kind: "over" };

type Carrying = { pool: pg.Pool; replay: UnsettledReplay; pace: ReplayPace; isCounting: boolean };

/** One step of a replay that was selected: the next few deliveries to each destination, or their cancellation. */
export async function carryOn({ pool, replay, pace, isCounting }: Carrying): Promise<CarryOutcome> {
  const outcome = await inReplayTurn<CarryOutcome>(pool, replay.id, async (client) => {
    const step = STEPS[replay.status];
    const { queued, isBusy, hasMore } = await step(client, replay, pace);
    const unfinished = isCounting ? await countReplayTargets(client, replay.id) : null;
    if (queued > 0) await client.query("SELECT pg_notify('signalbox_deliveries', '')");
    if (isBusy) return { kind: "busy", queued };
    return !hasMore && unfinished === 0 ? { kind: "over" } : { kind: "waiting" };
  });
  return outcome ?? { kind: "elsewhere" };
}

type Done = { queued: number; isBusy: boolean; hasMore: boolean };
type Step = (client: pg.ClientBase, replay: UnsettledReplay, pace: ReplayPace) => Promise<Done>;

const nothing: Step = async () => ({ queued: 0, isBusy: false, hasMore: false });

const send: Step = async (client, replay, pace) => {
  if (!(await isStillRunning(client, replay.id))) return { queued: 0, isBusy: true, hasMore: true };
  const now = performance.now();
  const targets = await readReplayTargets(client, replay.id);
  let queued = 0;
  for (const target of targets) {
    const { destinationId } = target;
    if (target.isDeleted) await leaveOutRest(client, replay.id, destinationId);
    const room = target.isDeleted ? 0 : pace.room(replay.id, target, replay.rate, now);
    if (room > 0) queued += await queueReplayItems(client, { replay, destinationId, room });
  }
  return { queued, isBusy: targets.some(({ isPaused }) => !isPaused), hasMore: targets.length > 0 };
};

const cancel: Step = async (client, replay) => {
  const canceled = await cancelReplayDeliveries(client, replay.id, replay.canceledBy);
  return { queued: 0, isBusy: canceled > 0, hasMore: canceled > 0 };
};

const STEPS = {
  queued: nothing,
  running: send,
  canceling: cancel,
  canceled: nothing,
  completed: nothing,
} satisfies Record<UnsettledReplay["status"], Step>;
