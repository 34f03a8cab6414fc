import type pg from "pg";

/** Says at the replay that its events could not be selected; the next try that works takes it back. */
export async function noteReplayProblem(pool: pg.Pool, id: string): Promise<void> {
  await pool.query("UPDATE replays SET problem = $2, updated_at = now() WHERE id = $1 AND status = 'queued'", [
    id,
    "Its events could not be selected; this is tried again. The worker's log says why.",
  ]);
}
