import type pg from "pg";
import type { SteadyTraffic } from "./outage-sender.ts";

export interface OutageFindings {
  acknowledged: number;
  /** Webhooks none of whose tries got a 200. */
  neverAcknowledged: number;
  /** Webhooks whose first try did not get a 200. */
  needingRetry: number;
  lost: number;
  storedTwice: number;
  /** Events that stand before one that had been acknowledged when they were sent. */
  outOfOrder: number;
  /** Events without one delivery for the destination. */
  withoutDelivery: number;
}

type StoredEvent = { key: string; deliveries: number };

/** Compares what the senders were told with what the database has. */
export async function checkOutage(pool: pg.Pool, { sent }: SteadyTraffic): Promise<OutageFindings> {
  const { rows } = await pool.query<StoredEvent>(STORED_IN_ORDER);
  const stored = new Map<string, number>();
  for (const { key } of rows) stored.set(key, (stored.get(key) ?? 0) + 1);
  const acknowledged = sent.filter(({ acknowledgedAtMs }) => acknowledgedAtMs !== null);
  return {
    acknowledged: acknowledged.length,
    neverAcknowledged: sent.length - acknowledged.length,
    needingRetry: sent.filter(({ tries }) => tries > 1).length,
    lost: acknowledged.filter(({ key }) => !stored.has(key)).length,
    storedTwice: [...stored.values()].filter((count) => count > 1).length,
    outOfOrder: countOutOfOrder(rows, sent),
    withoutDelivery: rows.filter(({ deliveries }) => deliveries !== 1).length,
  };
}

/** Two webhooks that were under way at the same time may stand either way; one sent after the other's 200 may not. */
function countOutOfOrder(rows: readonly StoredEvent[], sent: SteadyTraffic["sent"]): number {
  const byKey = new Map(sent.map((webhook) => [webhook.key, webhook]));
  let latestSentMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { key } of rows) {
    const webhook = byKey.get(key);
    if (webhook === undefined) continue;
    if ((webhook.acknowledgedAtMs ?? Number.POSITIVE_INFINITY) < latestSentMs) count += 1;
    latestSentMs = Math.max(latestSentMs, webhook.firstSentAtMs);
  }
  return count;
}

const STORED_IN_ORDER = `
SELECT e.provider_key AS key, (SELECT count(*) FROM deliveries d WHERE d.event_id = e.id)::int AS deliveries
FROM events e ORDER BY e.received_at, e.id`;
