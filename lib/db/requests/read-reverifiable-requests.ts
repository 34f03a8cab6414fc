import { readRows } from "#lib/db/read-rows.ts";
import {
  IS_REVERIFIABLE,
  SELECT_STORED,
  type StoredRequest,
  type StoredRequestRecord,
  toStoredRequest,
} from "./stored-request.ts";

/** One request with its body, if all of that is here; null when there is none. */
export async function readRequest(id: string): Promise<StoredRequest | null> {
  const [row] = await readRows<StoredRequestRecord>({ text: `${SELECT_STORED} WHERE r.id = $1::uuid`, values: [id] });
  return row === undefined ? null : toStoredRequest(row);
}

type Page = { sourceId: string; since: Date | null; afterId: string | null; limit: number };

/** Requests of a source that may be verified again, in the order of their ids. */
export async function readReverifiableRequests({ sourceId, since, afterId, limit }: Page): Promise<StoredRequest[]> {
  const rows = await readRows<StoredRequestRecord>({ text: READ_PAGE, values: [sourceId, since, afterId, limit] });
  return rows.map(toStoredRequest);
}

const READ_PAGE = `${SELECT_STORED}
WHERE r.source_id = $1::uuid AND ${IS_REVERIFIABLE}
  AND ($2::timestamptz IS NULL OR r.received_at >= $2) AND ($3::uuid IS NULL OR r.id > $3)
ORDER BY r.id LIMIT $4`;
