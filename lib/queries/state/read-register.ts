import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "#lib/db/state/notice-record.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { type StateSubject, subjectOf } from "#lib/domain/state/register.ts";

/** Every notice of the register that this one is a statement about, itself included. */
export async function readRegister(sourceId: string, notice: Notice): Promise<Notice[]> {
  const subject = subjectOf(notice);
  if (subject === null) return [notice];
  const rows = await readRows<NoticeRecord>(Prisma.sql`
SELECT ${Prisma.raw(NOTICE_COLUMNS)} FROM notices n WHERE n.source_id = ${sourceId}::uuid AND ${CONDITIONS[subject](notice)}`);
  return rows.map(toNotice);
}

const CONDITIONS = {
  business: ({ businessId }) =>
    Prisma.sql`n.business_id = ${businessId} AND n.kind IN ('business_created', 'business_activated', 'business_deactivated')`,
  task_list: ({ businessId }) =>
    Prisma.sql`n.business_id = ${businessId} AND n.kind IN ('tasks_requested', 'tasks_completed')`,
  connection: ({ businessId, accountId }) =>
    Prisma.sql`n.business_id = ${businessId} AND n.account_id IS NOT DISTINCT FROM ${accountId} AND n.kind LIKE 'account%'`,
  resource: ({ userId, resource, resourceId }) =>
    Prisma.sql`n.user_id = ${userId} AND n.resource = ${resource} AND n.resource_id = ${resourceId}`,
} satisfies Record<StateSubject, (notice: Notice) => Prisma.Sql>;
