import type pg from "pg";
import { binaryArray } from "#lib/db/binary-array.ts";

export interface PastDeliveryRow {
  id: string;
  status: "succeeded" | "retry_scheduled" | "dead_lettered";
  nextAttemptAt: Date | null;
  attempts: PastAttemptRow[];
}

/** An attempt that took place; headers and error as they are kept. */
export interface PastAttemptRow {
  id: string;
  number: number;
  trigger: string;
  startedAt: Date;
  durationMs: number;
  outcomeCode: string;
  statusCode: number | null;
  errorJson: string | null;
  url: string;
  requestHeadersJson: string;
  responseHeadersJson: string | null;
  responseSnippet: Buffer | null;
}

const AT_ONCE = 500;

/** Gives deliveries the attempts they had and the status these left them in, minute counts included. */
export async function writePastDeliveries(pool: pg.Pool, deliveries: readonly PastDeliveryRow[]): Promise<void> {
  for (let from = 0; from < deliveries.length; from += AT_ONCE) {
    const part = deliveries.slice(from, from + AT_ONCE);
    await pool.query(WRITE_PAST_DELIVERIES, [...deliveryColumns(part), ...attemptColumns(part)]);
  }
}

function deliveryColumns(deliveries: readonly PastDeliveryRow[]): unknown[] {
  const last = deliveries.map(({ attempts }) => attempts.at(-1));
  return [
    deliveries.map(({ id }) => id),
    deliveries.map(({ status }) => status),
    deliveries.map(({ nextAttemptAt }) => nextAttemptAt),
    deliveries.map(({ attempts }) => attempts.length),
    last.map((attempt) => attempt?.outcomeCode ?? null),
    last.map((attempt) => attempt?.statusCode ?? null),
    last.map((attempt) => attempt?.startedAt ?? null),
    last.map((attempt) => (attempt ? new Date(attempt.startedAt.getTime() + attempt.durationMs) : null)),
  ];
}

function attemptColumns(deliveries: readonly PastDeliveryRow[]): unknown[] {
  const attempts = deliveries.flatMap((delivery) =>
    delivery.attempts.map((attempt) => ({ ...attempt, deliveryId: delivery.id })),
  );
  const column = <K extends keyof (typeof attempts)[number]>(name: K) => attempts.map((attempt) => attempt[name]);
  return [
    column("id"),
    column("deliveryId"),
    column("number"),
    column("trigger"),
    column("startedAt"),
    column("durationMs"),
    column("outcomeCode"),
    column("statusCode"),
    column("errorJson"),
    column("url"),
    column("requestHeadersJson"),
    column("responseHeadersJson"),
    binaryArray("bytea", column("responseSnippet")),
  ];
}

const WRITE_PAST_DELIVERIES = `
WITH told AS MATERIALIZED (
  SELECT * FROM unnest(
    $1::uuid[], $2::text[], $3::timestamptz[], $4::int[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[]
  ) AS t (id, status, next_attempt_at, attempt_count, last_outcome, last_status_code, last_attempt_at, ended_at)
), moved AS (
  UPDATE deliveries v SET status = t.status::delivery_status, reason = NULL, attempt_count = t.attempt_count,
    fence = t.attempt_count, next_attempt_at = coalesce(t.next_attempt_at, v.received_at),
    last_attempt_at = t.last_attempt_at, last_outcome = t.last_outcome, last_status_code = t.last_status_code,
    trigger = CASE WHEN t.status = 'retry_scheduled' THEN 'automatic' ELSE v.trigger END,
    created_at = v.received_at, updated_at = t.ended_at,
    completed_at = CASE WHEN t.status = 'retry_scheduled' THEN NULL ELSE t.ended_at END
  FROM told t WHERE v.id = t.id
  RETURNING v.id, v.event_id, v.destination_id
), sent AS MATERIALIZED (
  SELECT a.*, m.event_id, m.destination_id FROM unnest(
    $9::uuid[], $10::uuid[], $11::int[], $12::text[], $13::timestamptz[], $14::int[], $15::text[], $16::int[],
    $17::text[], $18::text[], $19::text[], $20::text[], $21::bytea[]
  ) AS a (
    id, delivery_id, number, trigger, started_at, duration_ms, outcome_code, status_code,
    error, url, request_headers, response_headers, snippet
  ) JOIN moved m ON m.id = a.delivery_id
), recorded AS (
  INSERT INTO attempts (
    id, delivery_id, event_id, destination_id, number, trigger, fence, started_at, finished_at, outcome,
    status_code, error, duration_ms, url, request_headers, response_headers, response_snippet
  )
  SELECT id, delivery_id, event_id, destination_id, number, trigger, number, started_at,
    started_at + make_interval(secs => duration_ms / 1000.0),
    CASE WHEN error IS NULL THEN 'succeeded' ELSE 'failed' END, status_code, error, duration_ms, url,
    request_headers::json, response_headers::json, snippet
  FROM sent
)
INSERT INTO attempt_minutes (minute, destination_id, outcome, count)
SELECT date_trunc('minute', started_at), destination_id, CASE WHEN error IS NULL THEN 'succeeded' ELSE 'failed' END,
  count(*)
FROM sent GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
ON CONFLICT (destination_id, minute, outcome) DO UPDATE SET count = attempt_minutes.count + EXCLUDED.count`;
