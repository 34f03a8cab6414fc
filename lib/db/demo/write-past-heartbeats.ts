import type pg from "pg";

export interface BeatingSpan {
  process: "receiver" | "worker" | "console";
  from: Date;
  to: Date;
}

/** A heartbeat every ten seconds, as a process that ran for that long would have left. */
export async function writePastHeartbeats(pool: pg.Pool, spans: readonly BeatingSpan[]): Promise<void> {
  await pool.query(WRITE_PAST_HEARTBEATS, [
    spans.map(({ process }) => process),
    spans.map(({ from }) => from),
    spans.map(({ to }) => to),
  ]);
}

const WRITE_PAST_HEARTBEATS = `
INSERT INTO heartbeats (process, instance, beat_at, started_at)
SELECT s.process, 'demo', beat, s.began
FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS s (process, began, ended),
  generate_series(s.began, s.ended, interval '10 seconds') AS beat
ON CONFLICT DO NOTHING`;
