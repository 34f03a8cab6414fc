import type pg from "pg";
import type { CheckPosition } from "./check-position.ts";
import { type ProjectableEvent, projectableEvents } from "./projectable-event.ts";

/** The events of one business or user id that are part of live state, as far as this snapshot has them. */
export async function readCheckedEvents(
  client: pg.ClientBase,
  kind: CheckPosition["kind"],
  id: string,
  afterId: string,
  limit: number,
): Promise<ProjectableEvent[]> {
  const { rows } = await client.query<ProjectableEvent>(STATEMENTS[kind], [id, afterId, limit]);
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const OF = (column: string) =>
  projectableEvents(`
SELECT e.* FROM events e
WHERE e.${column} = $1 AND e.id > $2::uuid
  AND (e.tx, e.id) <= ((SELECT tx FROM projector), (SELECT event_id FROM projector))
  AND NOT EXISTS (SELECT 1 FROM parked_events p WHERE p.event_id = e.id)
ORDER BY e.id LIMIT $3`);

const STATEMENTS = {
  business: OF("business_id"),
  user: OF("user_id"),
} satisfies Record<CheckPosition["kind"], string>;
