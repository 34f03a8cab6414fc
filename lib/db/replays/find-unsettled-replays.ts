import type pg from "pg";
import type { ReplayStatus } from "#lib/domain/replay-status.ts";

/** A replay with something left to select, to send, to count or to end. */
export type UnsettledReplay = {
  id: string;
  status: ReplayStatus;
  rate: number | null;
  skipDelivered: boolean;
  canceledBy: string | null;
  createdBy: string;
};

const AT_ONCE = 100;

export async function findUnsettledReplays(pool: pg.Pool): Promise<UnsettledReplay[]> {
  const { rows } = await pool.query<UnsettledReplay>({
    name: "find-unsettled-replays",
    text: `
SELECT id, status, rate, skip_delivered AS "skipDelivered", canceled_by AS "canceledBy", created_by AS "createdBy"
FROM replays WHERE NOT is_settled ORDER BY id LIMIT ${AT_ONCE}`,
  });
  return rows;
}
