import type pg from "pg";
import { LIVE_WORKER_NUMBERS } from "./worker-lock.ts";

/** A destination as the worker needs it. Secrets and header values are still sealed. */
export type DestinationRow = {
  id: string;
  version: number;
  url: string;
  headersCiphertext: string | null;
  rate: number | null;
  concurrency: number;
  timeoutMs: number;
  /** Seconds before each retry. */
  retrySchedule: number[];
  isPaused: boolean;
  /** Newest first; the expired ones are left out. */
  secrets: { id: string; ciphertext: string; expiresAt: string | null }[];
};

/** What is known of a destination that is or was spared. */
export type BreakerRow = {
  destinationId: string;
  state: "closed" | "open" | "half_open";
  /** Changes with every recovery. */
  closedAt: string | null;
  closedAgoMs: number | null;
  /** Probes so far. */
  probes: number;
  /** Milliseconds until somebody may probe it; 0 when somebody may now. */
  probeInMs: number;
};

export type DestinationRegistryRows = {
  destinations: DestinationRow[];
  breakers: BreakerRow[];
  /** Workers that live at this moment, at least one. */
  workers: number;
  databaseTime: Date;
};

/** Everything the worker knows about destinations, in one statement; small enough to read every second. */
export async function readDestinationRegistry(pool: pg.Pool): Promise<DestinationRegistryRows> {
  const { rows } = await pool.query<DestinationRegistryRows>({
    name: "read-destination-registry",
    text: READ_DESTINATION_REGISTRY,
  });
  const [row] = rows;
  if (row === undefined) throw new Error("the registry statement returned no row");
  return row;
}

const READ_DESTINATION_REGISTRY = `
SELECT clock_timestamp() AS "databaseTime",
  (SELECT greatest(1, count(*))::int FROM (${LIVE_WORKER_NUMBERS}) AS live) AS workers,
  coalesce(json_agg(json_build_object(
    'id', d.id, 'version', d.version, 'url', d.url, 'headersCiphertext', d.headers_ciphertext, 'rate', d.rate,
    'concurrency', d.concurrency, 'timeoutMs', d.timeout_ms, 'retrySchedule', d.retry_schedule,
    'isPaused', d.paused_at IS NOT NULL,
    'secrets', (
      SELECT coalesce(json_agg(json_build_object('id', x.id, 'ciphertext', x.ciphertext, 'expiresAt', x.expires_at)
        ORDER BY x.created_at DESC), '[]')
      FROM destination_secrets x WHERE x.destination_id = d.id AND (x.expires_at IS NULL OR x.expires_at > now())
    )
  ) ORDER BY d.id), '[]') AS destinations,
  (SELECT coalesce(json_agg(json_build_object(
    'destinationId', k.destination_id, 'state', k.state, 'closedAt', k.closed_at, 'probes', k.probes,
    'closedAgoMs', extract(epoch FROM now() - k.closed_at) * 1000,
    'probeInMs', greatest(0, extract(epoch FROM greatest(k.next_probe_at, k.probing_until) - now()) * 1000)
  )), '[]') FROM destination_breakers k) AS breakers
FROM destinations d WHERE d.deleted_at IS NULL`;
