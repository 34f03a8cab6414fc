import type pg from "pg";
import { arrayLiteral } from "./array-literal.ts";
import { binaryArray } from "./binary-array.ts";

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
  const { rows } = await pool.query<{ id: string }>({
    name: "complete-deliveries",
    text: COMPLETE_DELIVERIES,
    values: [...columns(attempts), isRepeated],
  });
  return new Set(rows.map(({ id }) => id));
}

function columns(attempts: readonly CompletedAttempt[]): unknown[] {
  const column = <V>(pick: (attempt: CompletedAttempt) => V): V[] => attempts.map(pick);
  return [
    arrayLiteral(column(({ attemptId }) => attemptId)),
    arrayLiteral(column(({ deliveryId }) => deliveryId)),
    arrayLiteral(column(({ eventId }) => eventId)),
    arrayLiteral(column(({ destinationId }) => destinationId)),
    arrayLiteral(column(({ fence }) => fence)),
    arrayLiteral(column(({ number }) => number)),
    arrayLiteral(column(({ trigger }) => trigger)),
    arrayLiteral(column(({ actor }) => actor)),
    arrayLiteral(column(({ next }) => next)),
    arrayLiteral(column(({ retryInMs }) => retryInMs)),
    arrayLiteral(column(({ outcome }) => outcome)),
    arrayLiteral(column(({ outcomeCode }) => outcomeCode)),
    arrayLiteral(column(({ statusCode }) => statusCode)),
    arrayLiteral(column(({ error }) => error)),
    arrayLiteral(column(({ startedAgoMs }) => startedAgoMs)),
    arrayLiteral(column(({ durationMs }) => durationMs)),
    arrayLiteral(column(({ url }) => url)),
    arrayLiteral(column(({ address }) => address)),
    // JSON as it is: as elements of a text array every quote in it would be escaped.
    `[${column(({ requestHeadersJson }) => requestHeadersJson).join()}]`,
    `[${column(({ responseHeadersJson }) => responseHeadersJson ?? "null").join()}]`,
    binaryArray(
      "bytea",
      column(({ responseSnippet }) => responseSnippet),
    ),
  ];
}

// Written for a plan that is kept, as the claim is: deliveries and attempts are found by the ids in $2 alone. Compared as
// text, an id offers no order by which the whole table could be read instead.
export const COMPLETE_DELIVERIES = `
WITH input AS MATERIALIZED (
  SELECT *, clock_timestamp() - make_interval(secs => started_ago_ms / 1000) AS started_at FROM ROWS FROM (
    unnest(
      $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
      $10::float8[], $11::text[], $12::text[], $13::int[], $14::text[], $15::float8[], $16::float8[], $17::text[],
      $18::text[], $21::bytea[]
    ),
    json_array_elements($19::json), json_array_elements($20::json)
  ) AS i (
    attempt_id, delivery_id, event_id, destination_id, fence, number, trigger, actor, next, retry_in_ms, outcome,
    outcome_code, status_code, error, started_ago_ms, duration_ms, url, address, snippet, request_headers, response_headers
  )
  WHERE NOT $22::boolean
    OR (SELECT a.fence FROM attempts a WHERE a.delivery_id = i.delivery_id AND a.id = i.attempt_id LIMIT 1) IS NULL
), moved AS (
  UPDATE deliveries v SET status = i.next::delivery_status, reason = NULL, open_claims = 0, lease_until = NULL,
    worker = NULL, last_outcome = i.outcome_code, last_status_code = i.status_code, updated_at = now(),
    next_attempt_at = CASE WHEN i.next = 'retry_scheduled'
      THEN now() + make_interval(secs => i.retry_in_ms / 1000) ELSE v.next_attempt_at END,
    trigger = CASE WHEN i.next = 'retry_scheduled' THEN 'automatic' ELSE v.trigger END,
    triggered_by = CASE WHEN i.next = 'retry_scheduled' THEN NULL ELSE v.triggered_by END,
    completed_at = CASE WHEN i.next = 'retry_scheduled' THEN NULL ELSE now() END
  FROM input i
  WHERE v.id = ANY ($2::uuid[]) AND v.id::text = i.delivery_id::text AND v.fence = i.fence
    AND v.status::text = 'in_progress'
  RETURNING v.id
), superseded AS (
  DELETE FROM attempts a
  WHERE (SELECT count(*) FROM moved) < cardinality($2::uuid[])
    AND a.delivery_id = ANY ($2::uuid[]) AND a.outcome = 'unknown' AND a.delivery_id NOT IN (SELECT id FROM moved)
    AND EXISTS (SELECT 1 FROM input i WHERE i.delivery_id::text = a.delivery_id::text AND i.fence = a.fence)
), recorded AS (
  INSERT INTO attempts (
    id, delivery_id, event_id, destination_id, number, trigger, actor, fence, started_at, finished_at, outcome,
    status_code, error, duration_ms, url, address, request_headers, response_headers, response_snippet
  )
  SELECT attempt_id, delivery_id, event_id, destination_id, number, trigger, actor, fence, started_at,
    started_at + make_interval(secs => duration_ms / 1000), outcome, status_code, error, round(duration_ms)::int, url, address,
    request_headers, CASE WHEN json_typeof(response_headers) <> 'null' THEN response_headers END, snippet
  FROM input
), counted AS (
  INSERT INTO attempt_minutes (minute, destination_id, outcome, count)
  SELECT date_trunc('minute', now()), destination_id, outcome, count(*) FROM input
  GROUP BY 2, 3 ORDER BY 2, 3
  ON CONFLICT (destination_id, minute, outcome) DO UPDATE SET count = attempt_minutes.count + EXCLUDED.count
)
SELECT id FROM moved`;
