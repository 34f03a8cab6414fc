import type pg from "pg";
import { FIRST_OPEN_TRANSACTION } from "#lib/db/events/first-open-transaction.ts";
import type { Instant } from "#lib/domain/instant.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { ProjectorPosition } from "./projector-position.ts";

/** An event with what its provider needs to say what it means. */
export type ProjectableEvent = {
  id: string;
  tx: string;
  source_id: string;
  provider: ProviderName;
  type: string;
  business_id: string | null;
  external_id: string | null;
  user_id: string | null;
  subject: string | null;
  flags: string[];
  occurred_at: Instant | null;
  received_at: Instant;
  payload: unknown;
  /** False once retention has deleted the body. */
  has_body: boolean;
};

/** The next events behind a position, none of which a transaction that is still open could precede. */
export async function readSettledEvents(
  client: pg.ClientBase,
  after: ProjectorPosition,
  limit: number,
): Promise<ProjectableEvent[]> {
  const { rows } = await client.query<ProjectableEvent>(READ_SETTLED, [after.tx, after.eventId, limit]);
  return rows;
}

/** The events behind one position and up to another. */
export async function readEventsUpTo(
  client: pg.ClientBase,
  after: ProjectorPosition,
  upTo: ProjectorPosition,
  limit: number,
): Promise<ProjectableEvent[]> {
  const { rows } = await client.query<ProjectableEvent>(READ_UP_TO, [
    after.tx,
    after.eventId,
    limit,
    upTo.tx,
    upTo.eventId,
  ]);
  return rows;
}

export async function readEventsById(client: pg.ClientBase, ids: readonly string[]): Promise<ProjectableEvent[]> {
  const { rows } = await client.query<ProjectableEvent>(READ_BY_ID, [ids]);
  return rows;
}

/** The body comes from a subquery with a limit so that each is found by its key, never by reading all of them. */
export function projectableEvents(selected: string): string {
  return `
SELECT e.id, e.tx::text AS tx, e.source_id, s.provider, e.type, e.business_id, e.external_id, e.user_id, e.subject, e.flags,
  to_char(e.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at,
  to_char(e.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS received_at,
  b.payload, b.event_id IS NOT NULL AS has_body
FROM (${selected}) AS e
JOIN sources s ON s.id = e.source_id
LEFT JOIN LATERAL (
  SELECT b.event_id, b.payload FROM bodies b WHERE b.event_id = e.id AND b.received_at = e.received_at LIMIT 1
) AS b ON true
ORDER BY e.tx, e.id`;
}

const AFTER = "(e.tx, e.id) > ($1::xid8, $2::uuid)";
const READ_SETTLED = projectableEvents(
  `SELECT * FROM events e WHERE ${AFTER} AND e.tx < (${FIRST_OPEN_TRANSACTION}) ORDER BY e.tx, e.id LIMIT $3`,
);
const READ_UP_TO = projectableEvents(
  `SELECT * FROM events e WHERE ${AFTER} AND (e.tx, e.id) <= ($4::xid8, $5::uuid) ORDER BY e.tx, e.id LIMIT $3`,
);
const READ_BY_ID = projectableEvents("SELECT * FROM events e WHERE e.id = ANY ($1::uuid[])");
