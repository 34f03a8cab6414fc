import type pg from "pg";
import { type ClaimedDelivery, claimInTurn } from "#lib/db/claim-deliveries.ts";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";

type ProbeRequest = { destinationId: string; worker: string; workers: number };

/** One delivery to send to a spared destination. `probe` goes into the writes of its result. */
type Probe = { delivery: ClaimedDelivery; probe: number };

/** What a probe may take beyond the destination's time limit before another worker may have it. */
const MARGIN_SECONDS = 10;

/**
 * Wins the right to probe a destination whose probe is due, together with the delivery that has been due longest.
 * Null when another worker has it, when it is not time yet, or when nothing is due.
 */
export function claimProbe(pool: pg.Pool, request: ProbeRequest): Promise<Probe | null> {
  const { destinationId, ...claimant } = request;
  return inClientTransaction<Probe | null>(pool, async (client, giveUp) => {
    const { rows } = await client.query<{ probes: number }>(WIN_PROBE, [destinationId]);
    const [won] = rows;
    if (won === undefined) return giveUp(null);
    const budgets = [{ destinationId, room: 1, promised: 0 }];
    const claim = { ...claimant, budgets, isFreshFirst: false, isProbe: true };
    const [delivery] = await claimInTurn(client, claim);
    return delivery === undefined ? giveUp(null) : { delivery, probe: won.probes };
  });
}

// SKIP LOCKED: a worker that meets another one here has lost, and need not wait to learn it.
const WIN_PROBE = `
WITH due AS (
  SELECT destination_id FROM destination_breakers
  WHERE destination_id = $1::uuid AND state <> 'closed' AND next_probe_at <= now()
    AND (probing_until IS NULL OR probing_until < now())
  FOR UPDATE SKIP LOCKED
), won AS (
  UPDATE destination_breakers k SET state = 'half_open', probes = k.probes + 1, updated_at = now(),
    probing_until = now() + make_interval(secs => d.timeout_ms / 1000.0 + ${MARGIN_SECONDS})
  FROM due JOIN destinations d ON d.id = due.destination_id
  WHERE k.destination_id = due.destination_id
  RETURNING k.probes
)
SELECT probes, pg_notify('signalbox_config', 'breaker') FROM won`;
