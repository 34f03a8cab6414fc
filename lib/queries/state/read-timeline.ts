import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { NOTICE_COLUMNS, type NoticeRecord } from "#lib/db/state/notice-record.ts";
import type { TimelineQuery, TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { momentInstant } from "#lib/domain/moment-instant.ts";
import { noticeTitle } from "#lib/domain/notice-title.ts";
import { encodeStateCursor } from "#lib/domain/state-cursor.ts";
import { joinedUsers } from "./joined-users.ts";
import { readTimelinePosition } from "./timeline-position.ts";

interface Subject {
  readonly kind: "business" | "user";
  readonly sourceId: string;
  readonly id: string;
}

export type TimelineRecord = NoticeRecord & { type: string; slug: string; subject: string | null; flags: string[] };

/** The notices about a business or user; of a business also those about the users whom the directory joins to it. */
export async function readTimeline(subject: Subject, query: TimelineQuery): Promise<Page<TimelineRow>> {
  const records = await readRows<TimelineRecord>(timelineStatement(subject, query));
  const data = records.slice(0, query.limit);
  const last = data.at(-1);
  const hasMore = records.length > query.limit && last !== undefined;
  const value = query.order === "occurred" ? last?.at : last?.seen_at;
  return {
    data: data.map(toTimelineRow),
    nextCursor: hasMore ? encodeStateCursor({ value: value ?? null, key: [query.order, last.event_id] }) : null,
  };
}

function timelineStatement(subject: Subject, query: TimelineQuery): Prisma.Sql {
  const column = Prisma.raw(query.order === "occurred" ? "n.at" : "n.seen_at");
  const order = Prisma.sql`ORDER BY ${column} DESC, n.event_id DESC`;
  const conditions = conditionsOf(query, column);
  const arms = armsOf(subject).map(
    (arm) =>
      Prisma.sql`(SELECT n.* FROM notices n WHERE ${Prisma.join([arm, ...conditions], " AND ")} ${order} LIMIT ${query.limit + 1})`,
  );
  return Prisma.sql`
SELECT ${Prisma.raw(NOTICE_COLUMNS)}, e.type, e.subject, e.flags, s.slug
FROM (SELECT n.* FROM (${Prisma.join(arms, " UNION ALL ")}) AS n ${order} LIMIT ${query.limit + 1}) AS n
JOIN events e ON e.id = n.event_id
JOIN sources s ON s.id = n.source_id
${order}`;
}

/** Each arm is read through an index of its own. */
function armsOf({ kind, sourceId, id }: Subject): Prisma.Sql[] {
  if (kind === "user") return [Prisma.sql`n.source_id = ${sourceId}::uuid AND n.user_id = ${id}`];
  return [
    Prisma.sql`n.source_id = ${sourceId}::uuid AND n.business_id = ${id}`,
    Prisma.sql`(n.source_id, n.user_id) IN (${joinedUsers(sourceId, id)})`,
  ];
}

const SHOWN = {
  all: [],
  connections: [Prisma.sql`n.kind LIKE 'account%'`],
  tasks: [Prisma.sql`n.kind LIKE 'tasks%'`],
  business: [Prisma.sql`n.kind LIKE 'business%'`],
  resources: [Prisma.sql`n.kind LIKE 'resource%'`],
} satisfies Record<TimelineQuery["show"], Prisma.Sql[]>;

function conditionsOf(query: TimelineQuery, column: Prisma.Sql): Prisma.Sql[] {
  const conditions = [...SHOWN[query.show]];
  if (query.asOf !== undefined) {
    const moment = Prisma.raw(query.basis === "received" ? "n.seen_at" : "n.at");
    conditions.push(Prisma.sql`${moment} <= ${momentInstant(query.asOf)}::timestamptz`);
  }
  if (query.cursor !== undefined) {
    const { at, eventId } = readTimelinePosition(query.cursor, query.order);
    conditions.push(Prisma.sql`(${column}, n.event_id) < (${at}::timestamptz, ${eventId}::uuid)`);
  }
  return conditions;
}

function toTimelineRow(record: TimelineRecord): TimelineRow {
  const said = {
    accountId: record.account_id,
    taskTypes: record.task_types,
    resource: record.resource,
    resourceId: record.resource_id,
    status: record.status,
    message: record.message,
  };
  return {
    eventId: record.event_id,
    source: record.slug,
    type: record.type,
    kind: record.kind,
    title: noticeTitle(record.kind, said, record.type),
    subject: record.subject,
    at: record.at,
    isTimed: record.is_timed,
    receivedAt: record.seen_at,
    flags: record.flags,
  };
}
