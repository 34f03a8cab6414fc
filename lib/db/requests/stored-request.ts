import * as z from "zod";
import { REVERIFIABLE_CAUSES } from "#lib/domain/reverifiable.ts";

/** A request of the log, with its body where that is known to the last byte. */
export interface StoredRequest {
  id: string;
  sourceId: string | null;
  slug: string;
  door: string;
  outcome: "accepted" | "rejected";
  cause: string | null;
  headers: [string, string][];
  body: Buffer | null;
  receivedAt: Date;
  remoteAddress: string | null;
  eventId: string | null;
  acceptedLaterAt: Date | null;
  sharedHeaderPassed: boolean | null;
}

/** A row of SELECT_STORED as node-postgres reads it. */
export type StoredRequestRecord = Omit<StoredRequest, "headers"> & { headers: unknown };

const HEADERS = z.array(z.tuple([z.string(), z.string()]));
const CAUSES = REVERIFIABLE_CAUSES.map((cause) => `'${cause}'`).join(", ");

/** Whether `r` may still be verified again: all of its body is here, and its cause can go away. */
export const IS_REVERIFIABLE = `(r.outcome = 'rejected' AND r.accepted_later_at IS NULL AND r.source_id IS NOT NULL AND (
  r.body IS NOT NULL OR (r.cause IN (${CAUSES}) AND length(r.body_prefix) = r.body_size)))`;

export const SELECT_STORED = `
SELECT r.id, r.source_id AS "sourceId", r.slug, r.door, r.outcome, r.cause, r.headers,
  CASE WHEN ${IS_REVERIFIABLE} THEN coalesce(r.body, r.body_prefix) END AS body, r.received_at AS "receivedAt",
  r.remote_address AS "remoteAddress", r.event_id AS "eventId", r.accepted_later_at AS "acceptedLaterAt",
  r.shared_header_passed AS "sharedHeaderPassed"
FROM requests r`;

export function toStoredRequest({ headers, ...row }: StoredRequestRecord): StoredRequest {
  return { ...row, headers: HEADERS.parse(headers ?? []) };
}
