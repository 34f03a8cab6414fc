import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";

export type ReverifyTurn<T> = { kind: "done"; value: T } | { kind: "busy" };

const ASK_AGAIN_MS = 50;

/**
 * Runs `work` while nobody else, in whichever process, verifies requests of this source again: what two accept at once
 * would be one event, and a duplicate of it that nobody sent. Gives up when it is not our turn within `waitMs`.
 */
export async function inReverifyTurn<T>(
  pool: pg.Pool,
  { sourceId, waitMs }: { sourceId: string; waitMs: number },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<ReverifyTurn<T>> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const turn = await inClientTransaction<ReverifyTurn<T>>(pool, async (client, giveUp) => {
      const { rows } = await client.query<{ free: boolean }>(
        "SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS free",
        [ADVISORY_LOCK.reverifyClass, sourceId],
      );
      return rows[0]?.free === true ? { kind: "done", value: await work(client) } : giveUp({ kind: "busy" });
    });
    if (turn.kind === "done" || performance.now() >= deadline) return turn;
    await delay(ASK_AGAIN_MS);
  }
}
