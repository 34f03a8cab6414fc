import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import { noticeContent } from "#lib/db/watch/stored-content.ts";
import type { MessageQuery, MessageRow } from "#lib/domain/api/notifications.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { toPage } from "#lib/domain/to-page.ts";

/** What was told or waits to be, with how it went, newest first. */
export async function listMessages(actor: Actor, { limit, cursor }: MessageQuery): Promise<Page<MessageRow>> {
  actor.require("notification:read");
  const records = await prisma.watchMessage.findMany({
    where: cursor === undefined ? {} : { id: { lt: cursor.id } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(records.map(toRow), limit);
}

type MessageRecord = Awaited<ReturnType<typeof prisma.watchMessage.findMany>>[number];

function toRow({
  id,
  content,
  status,
  attemptCount,
  lastError,
  createdAt,
  nextAttemptAt,
  sentAt,
}: MessageRecord): MessageRow {
  const { lines, more } = noticeContent(content);
  return {
    id,
    status: status === "sent" || status === "given_up" ? status : "pending",
    lines: [...lines],
    more,
    attempts: attemptCount,
    lastError,
    createdAt: createdAt.toISOString(),
    nextAttemptAt: status === "pending" ? nextAttemptAt.toISOString() : null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}
