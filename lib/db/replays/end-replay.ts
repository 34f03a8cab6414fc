import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ReplayStatus } from "#lib/domain/replay-status.ts";
import { systemIdentity } from "#lib/domain/system-identity.ts";
import { COUNT_TARGETS } from "./count-replay-targets.ts";

const SYSTEM = systemIdentity("Signalbox");

type Ending = {
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  untouched: number;
  unfinished: number;
};

/**
 * Ends a replay of which nothing is under way, and notes that in the audit log; false when something is. One that is
 * over already, and had a delivery repeated, is settled again without a word.
 */
export function endReplay(id: string): Promise<boolean> {
  return inTransaction<boolean>(async (tx, giveUp) => {
    const [turn] = await tx.$queryRaw<{ isMine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCK.replayClass}::int, hashtext(${id})) AS "isMine"`;
    if (turn?.isMine !== true) return giveUp(false);
    // Whoever repeats a delivery of it writes this row last: counted behind the lock, nothing slips through.
    const [replay] = await tx.$queryRaw<{ status: ReplayStatus }[]>`
      SELECT status FROM replays WHERE id = ${id}::uuid AND NOT is_settled FOR UPDATE`;
    if (replay === undefined) return giveUp(false);
    await tx.$queryRawUnsafe(COUNT_TARGETS, id);
    const ending = await readEnding(tx, id);
    const isOver = replay.status !== "running" || ending.untouched === 0;
    if (ending.unfinished > 0 || !isOver || replay.status === "queued") return giveUp(false);
    const status =
      replay.status === "running" ? "completed" : replay.status === "canceling" ? "canceled" : replay.status;
    const problem = status === "completed" && ending.total === 0 ? NOTHING_LEFT : null;
    await tx.$executeRaw`
      UPDATE replays SET status = ${status}, is_settled = true, updated_at = now(),
        finished_at = coalesce(finished_at, now()), problem = coalesce(problem, ${problem})
      WHERE id = ${id}::uuid`;
    if (status !== replay.status) {
      const target = { kind: "replay", id };
      await writeAuditEntry(tx, { actor: SYSTEM, action: "replay.ended", target, after: { status, ...ending } });
    }
    return true;
  });
}

const NOTHING_LEFT = "Nothing was left to send: its events arrived, or were superseded, before it began.";

async function readEnding(tx: Tx, id: string): Promise<Ending> {
  const [row] = await tx.$queryRaw<Ending[]>`
    SELECT coalesce(sum(total), 0)::int AS total, coalesce(sum(succeeded), 0)::int AS succeeded,
      coalesce(sum(failed), 0)::int AS failed, coalesce(sum(skipped + left_out), 0)::int AS skipped,
      coalesce(sum(total - queued - left_out), 0)::int AS untouched, (
        SELECT count(*) FROM deliveries
        WHERE replay_id = ${id}::uuid AND status IN ('pending', 'in_progress', 'retry_scheduled', 'held')
      )::int AS unfinished
    FROM replay_targets WHERE replay_id = ${id}::uuid`;
  return row ?? { total: 0, succeeded: 0, failed: 0, skipped: 0, untouched: 0, unfinished: 0 };
}
