import type pg from "pg";

export interface HeldDeliveryRow {
  id: string;
  eventId: string;
  eventType: string;
  source: string;
  receivedAt: Date;
}

/** What is held for a destination, oldest first. */
export async function listHeldDeliveries(pool: pg.Pool, destinationId: string): Promise<HeldDeliveryRow[]> {
  const { rows } = await pool.query<HeldDeliveryRow>(LIST_HELD, [destinationId]);
  return rows;
}

const LIST_HELD = `
SELECT v.id, v.event_id AS "eventId", e.type AS "eventType", s.slug AS source, v.received_at AS "receivedAt"
FROM deliveries v JOIN events e ON e.id = v.event_id JOIN sources s ON s.id = v.source_id
WHERE v.destination_id = $1 AND v.status = 'held'
ORDER BY v.received_at, v.id`;
