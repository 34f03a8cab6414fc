import type pg from "pg";

/** Removes every event and everything computed from it, as if the projector had never run. */
export async function emptyState(pool: pg.Pool): Promise<void> {
  await pool.query(`
    TRUNCATE events, bodies, requests, deliveries, notices, businesses, connections, task_lists, users, resources,
      parked_events, state_differences CASCADE;
    UPDATE projector SET tx = '0', event_id = '00000000-0000-0000-0000-000000000000', projected_count = 0;
    UPDATE state_checks SET position = NULL, checked_count = 0, checked_at = NULL, round_finished_at = NULL`);
}
