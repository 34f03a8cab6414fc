import { BUSINESS_NAME, USER_NAME } from "#lib/db/directory/name-sql.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { instantSql } from "#lib/db/state/instant-sql.ts";
import { workItems } from "#lib/db/work/work-items.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import type { StateCursor } from "#lib/domain/state-cursor.ts";
import {
  OBSERVATION_COLUMNS,
  type ObservationRecord,
  toObservationRow,
} from "#lib/queries/observations/observation-rows.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { toWorkItem, type WorkRecord } from "./work-rows.ts";

interface PlacedItems {
  items: WorkItem[];
  /** Where each item stands in the order of the queue. */
  places: StateCursor[];
}

const ORDER = Prisma.sql`w.is_urgent DESC, w.since, w.item_key COLLATE "C"`;

/** The first items that meet the conditions on the alias w, in the order of the queue. */
export async function readWorkItems(conditions: readonly Prisma.Sql[], limit: number, now: Date): Promise<PlacedItems> {
  const statement = Prisma.sql`
SELECT w.*, ${instantSql(Prisma.sql`w.since`)} AS since_text, coalesce(${BUSINESS_NAME}, ${USER_NAME}) AS display_name,
  p.name AS assignee_name
FROM (SELECT w.* FROM ${workItems(now)} AS w ${where([...conditions])} ORDER BY ${ORDER} LIMIT ${limit}) AS w
CROSS JOIN LATERAL (SELECT w.business_id, w.external_id) AS b
CROSS JOIN LATERAL (SELECT w.user_id) AS u
LEFT JOIN operators p ON p.id = w.assignee_id
ORDER BY ${ORDER}`;
  const records = await refuseSlowRead(() => readRows<WorkRecord>(statement));
  const observations = await readObservationsOf(records);
  return {
    items: records.map((record) => toWorkItem(record, observations, now)),
    places: records.map(({ is_urgent, since_text, item_key }) => ({
      value: since_text,
      key: [is_urgent ? "urgent" : "other", item_key],
    })),
  };
}

async function readObservationsOf(records: readonly WorkRecord[]): Promise<Map<string, ObservationRow>> {
  const ids = records.flatMap(({ observation_id }) => observation_id ?? []);
  if (ids.length === 0) return new Map();
  const rows = await readRows<ObservationRecord>(Prisma.sql`
SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN sources s ON s.id = o.source_id WHERE o.id = ANY (${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, toObservationRow(row)]));
}
