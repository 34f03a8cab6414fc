import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DatedChange } from "./read-stream-changes.ts";

/** Under an attack there are more; whoever shows requests reads them again anyway. */
const MOST_REFUSALS = 100;

type RefusalRecord = { id: string; slug: string; status: number; cause: string; received_at: Date };

/** The newest refused requests since, as far as they are kept. */
export async function readRefusedRequests(since: Date): Promise<DatedChange[]> {
  const rows = await readRows<RefusalRecord>(Prisma.sql`
SELECT id, slug, status, coalesce(cause, '') AS cause, received_at FROM (
  SELECT * FROM requests WHERE outcome = 'rejected' ORDER BY id DESC LIMIT ${MOST_REFUSALS}
) AS newest WHERE received_at > ${since.toISOString()}::timestamptz ORDER BY id`);
  return rows.map(({ id, slug: source, status, cause, received_at }) => ({
    version: `request ${id}`,
    change: { kind: "request", id, source, status, cause, receivedAt: received_at.toISOString() },
  }));
}
