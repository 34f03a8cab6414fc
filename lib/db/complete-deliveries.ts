import type pg from "pg";
import { byteaArray } from "./bytea-array.ts";

/** The result of one attempt, and what becomes of its delivery. Times are durations: the clock is the database's. */
export type CompletedAttempt = {
  attemptId: string;
  deliveryId: string;
  eventId: string;
  destinationId: string;
  fence: number;
  number: number;
  trigger: string;
  actor: string | null;
  next: "succeeded" | "retry_scheduled" | "dead_lettered";
  /** Until the next attempt; 0 unless it is scheduled. */
  retryInMs: number;
  outcome: "succeeded" | "failed";
  /** The code of the outcome: `succeeded` or the kind of error. */
  outcomeCode: string;
  statusCode: number | null;
  /** The error as JSON. */
  error: string | null;
  /** Milliseconds since the attempt began. */
  startedAgoMs: number;
  durationMs: number;
  url: string;
  /** Where the request went. */
  address: string | null;
  requestHeadersJson: string;
  responseHeadersJson: string | null;
  responseSnippet: Buffer | null;
};

/**
 * Records attempts and moves their deliveries on, in one statement. A result whose claim was taken over meanwhile is
 * recorded as an attempt and changes nothing else. Returns the ids of the deliveries that moved. `isRepeated` says
 * that an earlier call may have been committed although it failed.
 */
export async function completeDeliveries(
  pool: pg.Pool,
  attempts: readonly CompletedAttempt[],
  isRepeated = false,
): Promise<Set<string>> {
  const column = <K extends keyof CompletedAttempt>(name: K) => attempts.map((attempt) => attempt[name]);
  const { rows } = await pool.query<{ id: string }>({
    name: "complete-deliveries",
    text: COMPLETE_DELIVERIES,
    values: [
      column("attemptId"),
      column("deliveryId"),
      column("eventId"),
      column("destinationId"),
      column("fence"),
      column("number"),
      column("trigger"),
      column("actor"),
      column("next"),
      column("retryInMs"),
      column("outcome"),
      column("outcomeCode"),
      column("statusCode"),
      column("error"),
      column("startedAgoMs"),
      column("durationMs"),
      column("url"),
      column("address"),
      column("requestHeadersJson"),
      column("responseHeadersJson"),
      byteaArray(column("responseSnippet")),
      isRepeated,
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

const COMPLETE_DELIVERIES = `
WITH input AS MATERIALIZED (
  SELECT *, clock_timestamp() - make_interval(secs => started_ago_ms / 1000) AS started_at FROM unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
    $10::float8[], $11::text[], $12::text[], $13::int[], $14::text[], $15::float8[], $16::float8[], $17::text[],
    $18::text[], $19::text[], $20::text[], $21::bytea[]
  ) AS i (
    attempt_id, delivery_id, event_id, destination_id, fence, number, trigger, actor, next, retry_in_ms, outcome,
    outcome_code, status_code, error, started_ago_ms, duration_ms, url, address, request_headers, response_headers, snippet
  )
  WHERE NOT $22::boolean OR NOT EXISTS (SELECT 1 FROM attempts a WHERE a.delivery_id = i.delivery_id AND a.id = i.attempt_id)
), moved AS (
  UPDATE deliveries v SET status = i.next::delivery_status, reason = NULL, open_claims = 0, lease_until = NULL,
    worker = NULL, last_outcome = i.outcome_code, last_status_code = i.status_code, updated_at = now(),
    next_attempt_at = CASE WHEN i.next = 'retry_scheduled'
      THEN now() + make_interval(secs => i.retry_in_ms / 1000) ELSE v.next_attempt_at END,
    trigger = CASE WHEN i.next = 'retry_scheduled' THEN 'automatic' ELSE v.trigger END,
    triggered_by = CASE WHEN i.next = 'retry_scheduled' THEN NULL ELSE v.triggered_by END,
    completed_at = CASE WHEN i.next = 'retry_scheduled' THEN NULL ELSE now() END
  FROM input i
  WHERE v.id = i.delivery_id AND v.fence = i.fence AND v.status = 'in_progress'
  RETURNING v.id
), superseded AS (
  DELETE FROM attempts a USING input i
  WHERE a.delivery_id = i.delivery_id AND a.fence = i.fence AND a.outcome = 'unknown'
    AND i.delivery_id NOT IN (SELECT id FROM moved)
), recorded AS (
  INSERT INTO attempts (
    id, delivery_id, event_id, destination_id, number, trigger, actor, fence, started_at, finished_at, outcome,
    status_code, error, duration_ms, url, address, request_headers, response_headers, response_snippet
  )
  SELECT attempt_id, delivery_id, event_id, destination_id, number, trigger, actor, fence, started_at,
    started_at + make_interval(secs => duration_ms / 1000), outcome, status_code, error, round(duration_ms)::int, url, address,
    request_headers::jsonb, response_headers::jsonb, snippet
  FROM input
), counted AS (
  INSERT INTO attempt_minutes (minute, destination_id, outcome, count)
  SELECT date_trunc('minute', now()), destination_id, outcome, count(*) FROM input
  GROUP BY 2, 3 ORDER BY 2, 3
  ON CONFLICT (destination_id, minute, outcome) DO UPDATE SET count = attempt_minutes.count + EXCLUDED.count
)
SELECT id FROM moved`;
