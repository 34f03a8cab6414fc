import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { BreakerState } from "#lib/domain/api/destinations.ts";
import { explainStoredAttemptError } from "#lib/domain/stored-attempt-error.ts";

export const CLOSED_BREAKER: BreakerState = {
  state: "closed",
  openedAt: null,
  nextProbeAt: null,
  why: null,
  waiting: 0,
};

type BreakerRecord = {
  destination_id: string;
  state: "open" | "half_open";
  opened_at: Date | null;
  next_probe_at: Date | null;
  error: string | null;
  failures: number;
  waiting: number;
};

/** The destinations that are being spared, and how much waits for each; those with a closed breaker are left out. */
export async function readOpenBreakers(): Promise<Map<string, BreakerState>> {
  const rows = await readRows<BreakerRecord>(OPEN);
  return new Map(rows.map((row) => [row.destination_id, toBreakerState(row)]));
}

function toBreakerState(row: BreakerRecord): BreakerState {
  return {
    state: row.state,
    openedAt: row.opened_at?.toISOString() ?? null,
    nextProbeAt: row.next_probe_at?.toISOString() ?? null,
    why: whyInWords(row),
    waiting: row.waiting,
  };
}

function whyInWords({ error, failures }: BreakerRecord): string | null {
  if (error === null) return null;
  const { what } = explainStoredAttemptError(error);
  return failures > 1 ? `${failures.toLocaleString("en-GB")} failures in a row. ${what}` : what;
}

// Live deliveries and those of replays have an index each.
const OPEN = Prisma.sql`
SELECT b.destination_id, b.state, b.opened_at, b.next_probe_at, b.error, b.failures,
  (SELECT count(*)::int FROM deliveries d WHERE d.destination_id = b.destination_id AND d.replay_id IS NULL
    AND d.status IN ('pending', 'retry_scheduled') AND d.next_attempt_at <= now())
  + (SELECT count(*)::int FROM deliveries d WHERE d.destination_id = b.destination_id AND d.replay_id IS NOT NULL
    AND d.status IN ('pending', 'retry_scheduled') AND d.next_attempt_at <= now()) AS waiting
FROM destination_breakers b WHERE b.state <> 'closed'`;
