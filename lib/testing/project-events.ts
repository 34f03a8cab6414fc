import type pg from "pg";
import { project } from "#lib/pipeline/project/project.ts";

const BATCH = 1000;
const WAIT_MS = 20;

/** Projects until every stored event is part of the state, as a worker would. */
export async function projectEvents(pool: pg.Pool): Promise<void> {
  for (;;) {
    const outcome = await project(pool, BATCH);
    if (outcome.kind === "caught_up") {
      if (await isComplete(pool)) return;
      // An open transaction of another test's connection holds the feed back for a moment.
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
    if (outcome.kind === "busy") await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

async function isComplete(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ is_complete: boolean }>(`
SELECT NOT EXISTS (SELECT 1 FROM events e WHERE (e.tx, e.id) > (p.tx, p.event_id)) AS is_complete FROM projector p`);
  return rows[0]?.is_complete ?? false;
}
