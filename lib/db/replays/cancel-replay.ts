import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { cancelWords } from "#lib/domain/replay-words.ts";

export type CancelReplayOutcome =
  | {
      kind: "canceling";
      /** Deliveries with at least one attempt, which stay as they are. */
      sent: number;
      /** Those that will not be sent. */
      untouched: number;
      message: string;
    }
  | Refusal;

/** Asks the worker to end a replay. It queues nothing more from here on; what is being sent now is finished. */
export function cancelReplay(id: string, reason: string | null, actor: ActorIdentity): Promise<CancelReplayOutcome> {
  return inTransaction<CancelReplayOutcome>(async (tx, giveUp) => {
    const [before] = await tx.$queryRaw<
      { status: string }[]
    >`SELECT status FROM replays WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    if (before === undefined) return giveUp(notFound("replay"));
    if (before.status !== "queued" && before.status !== "running")
      return giveUp(conflict(PROBLEMS[before.status] ?? ""));
    const counts = await countSent(tx, id);
    await tx.$executeRaw`
      UPDATE replays SET status = 'canceling', canceled_by = ${actor.label}, is_settled = false, updated_at = now()
      WHERE id = ${id}::uuid`;
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "replay.canceled",
      target: { kind: "replay", id },
      before: { status: before.status },
      after: { status: "canceling", ...counts },
      reason,
    });
    return { kind: "canceling", ...counts, message: cancelWords(counts.sent, counts.untouched) };
  });
}

const PROBLEMS: Readonly<Record<string, string>> = {
  canceling: "It is being canceled already.",
  canceled: "It was canceled already.",
  completed: "It is over: there is nothing left to cancel.",
};

/** Only what waits is looked at, which is little however much was sent. */
async function countSent(tx: Tx, id: string): Promise<{ sent: number; untouched: number }> {
  const [row] = await tx.$queryRaw<{ sent: number; untouched: number }[]>`
    SELECT (t.queued - w.unsent)::int AS sent, (t.total - t.left_out - t.queued + w.unsent)::int AS untouched
    FROM (
      SELECT coalesce(sum(total), 0) AS total, coalesce(sum(queued), 0) AS queued, coalesce(sum(left_out), 0) AS left_out
      FROM replay_targets WHERE replay_id = ${id}::uuid
    ) AS t, (
      SELECT count(*) AS unsent FROM deliveries
      WHERE replay_id = ${id}::uuid AND attempt_count = 0
        AND status IN ('pending', 'retry_scheduled', 'held', 'canceled', 'discarded')
    ) AS w`;
  return row ?? { sent: 0, untouched: 0 };
}
