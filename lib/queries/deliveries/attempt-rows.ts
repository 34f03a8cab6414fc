import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { shownHeaders } from "#lib/domain/shown-headers.ts";
import { explainStoredAttemptError } from "#lib/domain/stored-attempt-error.ts";

type AttemptRecord = {
  id: string;
  delivery_id: string;
  number: number;
  trigger: string;
  actor: string | null;
  started_at: Date;
  finished_at: Date | null;
  outcome: string;
  status_code: number | null;
  error: string | null;
  duration_ms: number | null;
  url: string;
  address: string | null;
  request_headers: unknown;
  response_headers: unknown;
  response_snippet: Buffer | null;
  header_names: string[];
};

/** Every attempt of these deliveries, oldest first. Values of a destination's own headers are masked. */
export async function readAttempts(deliveryIds: readonly string[]): Promise<(AttemptRow & { deliveryId: string })[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await readRows<AttemptRecord>(Prisma.sql`
SELECT a.id, a.delivery_id, a.number, a.trigger, a.actor, a.started_at, a.finished_at, a.outcome, a.status_code, a.error,
  a.duration_ms, a.url, a.address, a.request_headers, a.response_headers, a.response_snippet, x.header_names
FROM attempts a JOIN destinations x ON x.id = a.destination_id
WHERE a.delivery_id = ANY (${[...deliveryIds]}::uuid[])
ORDER BY a.started_at, a.id`);
  return rows.map(toAttempt);
}

function toAttempt(row: AttemptRecord): AttemptRow & { deliveryId: string } {
  return {
    id: row.id,
    deliveryId: row.delivery_id,
    number: row.number,
    trigger: row.trigger,
    actor: row.actor,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    outcome: row.outcome,
    statusCode: row.status_code,
    durationMs: row.duration_ms,
    url: row.url,
    address: row.address,
    error: row.error === null ? null : explainStoredAttemptError(row.error),
    requestHeaders: shownHeaders(row.request_headers, row.header_names),
    responseHeaders: row.response_headers === null ? null : shownHeaders(row.response_headers, []),
    responseSnippet: row.response_snippet?.toString("utf8") ?? null,
  };
}
