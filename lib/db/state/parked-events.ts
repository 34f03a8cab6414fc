import type pg from "pg";
import { storableText } from "#lib/db/audit/storable.ts";

export type FailedEvent = { eventId: string; error: string };

/** Puts events aside for their first retry in a minute. One that is put aside already keeps its schedule. */
export async function parkEvents(client: pg.ClientBase, failed: readonly FailedEvent[]): Promise<void> {
  if (failed.length === 0) return;
  await client.query(PARK, [failed.map(({ eventId }) => eventId), failed.map(({ error }) => storableText(error))]);
}

/** The ids of parked events whose next attempt is due. */
export async function findDueParkedEvents(client: pg.ClientBase, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ event_id: string }>(
    "SELECT event_id FROM parked_events WHERE next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1",
    [limit],
  );
  return rows.map(({ event_id }) => event_id);
}

export async function unparkEvents(client: pg.ClientBase, ids: readonly string[]): Promise<void> {
  await client.query("DELETE FROM parked_events WHERE event_id = ANY ($1::uuid[])", [ids]);
}

/** Records a further failure: the pauses grow, and after the fifth an operator has to ask for more. */
export async function recordParkedFailure(client: pg.ClientBase, { eventId, error }: FailedEvent): Promise<void> {
  await client.query(FAILED_AGAIN, [eventId, storableText(error)]);
}

const PARK = `
INSERT INTO parked_events (event_id, error, next_attempt_at)
SELECT event_id, error, now() + interval '1 minute' FROM unnest($1::uuid[], $2::text[]) AS f (event_id, error)
ON CONFLICT (event_id) DO UPDATE SET error = EXCLUDED.error`;

const FAILED_AGAIN = `
UPDATE parked_events SET error = $2, attempts = attempts + 1, last_attempt_at = now(),
  next_attempt_at = now() + (ARRAY['1 minute', '5 minutes', '30 minutes', '2 hours']::interval[])[attempts + 1]
WHERE event_id = $1`;
