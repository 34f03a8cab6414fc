import { Prisma } from "#lib/db/generated/client.ts";
import { IS_REVERIFIABLE } from "#lib/db/requests/stored-request.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { explainRejection } from "#lib/domain/explain-rejection.ts";
import { isHeldCause } from "#lib/domain/reverifiable.ts";
import { findReverifyProblem } from "#lib/domain/reverify-problem.ts";
import { shownHeaders } from "#lib/domain/shown-headers.ts";
import { shownPayload } from "#lib/domain/shown-payload.ts";

/** A row of requests beside its source, as the database returns it. */
export type RequestRecord = {
  id: string;
  slug: string;
  source_name: string | null;
  environment: Environment | null;
  shared_headers: string[] | null;
  door: string;
  outcome: "accepted" | "rejected";
  status: number;
  cause: string | null;
  received_at: Date;
  remote_address: string | null;
  event_id: string | null;
  is_duplicate: boolean;
  headers: unknown;
  body_size: number | null;
  body_prefix: Buffer | null;
  is_kept: boolean;
  is_reverifiable: boolean;
  requires_shared_header: boolean;
  shared_header_passed: boolean | null;
  accepted_later_at: Date | null;
};

/** Adds what a list shows to the few requests that `page` selects. The bodies kept in full stay where they are. */
export function withSource(page: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT r.id, r.slug, s.name AS source_name, s.environment, r.door, r.outcome, r.status, r.cause, r.received_at,
  r.remote_address, r.event_id, r.is_duplicate, r.headers, r.body_size, r.body_prefix, r.accepted_later_at,
  r.body IS NOT NULL AND r.accepted_later_at IS NULL AS is_kept, ${Prisma.raw(IS_REVERIFIABLE)} AS is_reverifiable,
  r.shared_header_passed, EXISTS (
    SELECT 1 FROM source_secrets x WHERE x.source_id = r.source_id AND x.kind = 'shared_header' AND x.retired_at IS NULL
  ) AS requires_shared_header,
  ARRAY (SELECT header_name FROM source_secrets WHERE source_id = r.source_id AND header_name IS NOT NULL) AS shared_headers
FROM (${page}) AS r
LEFT JOIN sources s ON s.id = r.source_id
ORDER BY ${order}`;
}

export function toRequestRow(row: RequestRecord, canSeeBodies: boolean): RequestRow {
  const acceptedLaterAt = row.accepted_later_at?.toISOString() ?? null;
  return {
    id: row.id,
    source: row.slug,
    sourceName: row.source_name,
    environment: row.environment,
    door: row.door,
    outcome: row.outcome,
    status: row.status,
    cause: row.cause,
    causeText: explainRejection(row.cause),
    receivedAt: row.received_at.toISOString(),
    remoteAddress: row.remote_address,
    isDuplicate: row.is_duplicate,
    bodySize: row.body_size,
    bodyPrefix: canSeeBodies ? prefixText(row.body_prefix) : null,
    headers: row.headers === null ? null : shownHeaders(row.headers, row.shared_headers ?? []),
    eventId: row.event_id,
    isKept: row.is_kept,
    isHeld: row.is_kept && isHeldCause(row.cause),
    ...judgeReverifying(row, acceptedLaterAt),
    sharedHeaderPassed: row.shared_header_passed,
    acceptedLaterAt,
  };
}

function judgeReverifying(row: RequestRecord, acceptedLaterAt: string | null) {
  const reverifyProblem = findReverifyProblem({
    outcome: row.outcome,
    acceptedLaterAt,
    isReverifiable: row.is_reverifiable,
    cause: row.cause,
    requiresSharedHeader: row.requires_shared_header,
    sharedHeaderPassed: row.shared_header_passed,
  });
  return { canReverify: reverifyProblem === null, reverifyProblem };
}

function prefixText(prefix: Buffer | null): string | null {
  return prefix === null || prefix.length === 0 ? null : shownPayload(prefix.toString("utf8"));
}
