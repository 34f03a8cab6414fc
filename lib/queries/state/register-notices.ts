import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "#lib/db/state/notice-record.ts";
import type { TypedNotice } from "#lib/domain/considered.ts";

interface SubjectKey {
  readonly sourceId: string;
  readonly id: string;
}

/** One more than is shown of a register, which tells whether there are more. */
const SHOWN = 51;

/** The newest notices of each register of a business, and those that decide it. */
export function readBusinessNotices(
  { sourceId, id }: SubjectKey,
  accountIds: readonly string[],
  decidedBy: readonly string[],
): Promise<TypedNotice[]> {
  const own = Prisma.sql`n.source_id = ${sourceId}::uuid AND n.business_id = ${id}`;
  return read(Prisma.sql`
${newest(Prisma.sql`${own} AND n.kind IN ('business_created', 'business_activated', 'business_deactivated')`)}
UNION ${newest(Prisma.sql`${own} AND n.kind IN ('tasks_requested', 'tasks_completed')`)}
UNION SELECT l.* FROM unnest(${[...accountIds]}::text[]) AS a (id)
  CROSS JOIN LATERAL ${newest(Prisma.sql`${own} AND n.account_id = a.id`)} AS l
UNION ${deciding(decidedBy)}`);
}

/** The newest notices of each resource of a user, and those that decide it. */
export function readUserNotices(
  { sourceId, id }: SubjectKey,
  resources: readonly { resource: string; resourceId: string }[],
  decidedBy: readonly string[],
): Promise<TypedNotice[]> {
  const kinds = resources.map(({ resource }) => resource);
  const ids = resources.map(({ resourceId }) => resourceId);
  return read(Prisma.sql`
SELECT l.* FROM unnest(${kinds}::text[], ${ids}::text[]) AS r (resource, id)
  CROSS JOIN LATERAL ${newest(
    Prisma.sql`n.source_id = ${sourceId}::uuid AND n.user_id = ${id} AND n.resource = r.resource AND n.resource_id = r.id`,
  )} AS l
UNION ${deciding(decidedBy)}`);
}

/** Every notice about a business. */
export function readAllBusinessNotices({ sourceId, id }: SubjectKey): Promise<TypedNotice[]> {
  return read(Prisma.sql`SELECT n.* FROM notices n WHERE n.source_id = ${sourceId}::uuid AND n.business_id = ${id}`);
}

/** Every notice about a user. */
export function readAllUserNotices({ sourceId, id }: SubjectKey): Promise<TypedNotice[]> {
  return read(Prisma.sql`SELECT n.* FROM notices n WHERE n.source_id = ${sourceId}::uuid AND n.user_id = ${id}`);
}

function newest(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT n.* FROM notices n WHERE ${condition} ORDER BY n.at DESC, n.event_id DESC LIMIT ${SHOWN})`;
}

function deciding(decidedBy: readonly string[]): Prisma.Sql {
  return Prisma.sql`SELECT n.* FROM notices n WHERE n.event_id = ANY (${[...decidedBy]}::uuid[])`;
}

async function read(selected: Prisma.Sql): Promise<TypedNotice[]> {
  const rows = await readRows<NoticeRecord & { type: string }>(Prisma.sql`
SELECT ${Prisma.raw(NOTICE_COLUMNS)}, e.type FROM (${selected}) AS n JOIN events e ON e.id = n.event_id`);
  return rows.map((row) => ({ ...toNotice(row), type: row.type }));
}
