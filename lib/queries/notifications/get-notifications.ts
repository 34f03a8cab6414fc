import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import { ReadTimeout } from "#lib/db/read-rows.ts";
import { CHANNEL_SELECT, toChannel } from "#lib/db/watch/channel-rows.ts";
import { readDatabaseTime } from "#lib/db/watch/database-time.ts";
import { WATCH_FACT_READERS } from "#lib/db/watch/watch-fact-readers.ts";
import type { Notifications, WatchedGroup } from "#lib/domain/api/notifications.ts";
import { judgeFacts } from "#lib/domain/watch/judge-facts.ts";
import type { WatchFacts } from "#lib/domain/watch/watch-facts.ts";
import { DEFAULT_MANY_EXPIRED, WATCH_KINDS, type WatchKind } from "#lib/domain/watch/watch-kind.ts";
import { WATCH_TIMES } from "#lib/domain/watch/watch-times.ts";

/** The address that is told, and all that is watched as it is at this moment. */
export async function getNotifications(actor: Actor): Promise<Notifications> {
  actor.require("notification:read");
  const record = await prisma.notificationChannel.findFirst({ select: CHANNEL_SELECT });
  const now = await readDatabaseTime();
  const facts = await readFacts(now);
  const manyExpired = record?.manyExpired ?? DEFAULT_MANY_EXPIRED;
  const watched = judgeFacts(facts, { manyExpired, watchingSince: new Date(0), times: WATCH_TIMES }, now);
  const watch = (Object.keys(WATCH_KINDS) as WatchKind[]).map((kind): WatchedGroup => {
    const { label, opens } = WATCH_KINDS[kind];
    const items = watched.get(kind);
    const shown = (items ?? []).map(({ key, subject, state, now: words, url }) => ({
      key,
      subject,
      state,
      now: words,
      url,
    }));
    return { kind, label, opens, isKnown: items !== undefined, watched: shown };
  });
  return { channel: record && toChannel(record), watch };
}

/** What takes too long to read is left out and said to be unknown. */
async function readFacts(now: Date): Promise<WatchFacts> {
  const kinds = Object.keys(WATCH_KINDS) as WatchKind[];
  const read = async (kind: WatchKind) => [kind, await WATCH_FACT_READERS[kind](now).catch(unlessSlow)] as const;
  // Each value is what the reader of its key answers.
  return Object.fromEntries(await Promise.all(kinds.map(read))) as WatchFacts;
}

function unlessSlow(error: unknown): undefined {
  if (!(error instanceof ReadTimeout)) throw error;
}
