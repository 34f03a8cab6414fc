import { decodeCursor, encodeCursor, type FeedCursor } from "./cursor.ts";

/** How far a reader of the stream is: behind this event of the feed, and up to this time for everything else. */
export type StreamPosition = { feed: FeedCursor; changedUntil: Date };

const TEXT = /^([A-Za-z0-9_-]{1,120})\.([0-9]{1,15})$/;

/** The id of a message; a browser sends it back as `Last-Event-ID`. */
export function encodeStreamPosition({ feed, changedUntil }: StreamPosition): string {
  return `${encodeCursor(feed)}.${changedUntil.getTime()}`;
}

/** Null for anything that `encodeStreamPosition` did not make. */
export function decodeStreamPosition(text: string): StreamPosition | null {
  const match = TEXT.exec(text);
  const cursor = decodeCursor(match?.[1] ?? "");
  if (cursor?.kind !== "feed") return null;
  return { feed: cursor, changedUntil: new Date(Number(match?.[2])) };
}

/** Whether `a` lies behind `b` in the order of the feed. */
export function isLaterInFeed(a: FeedCursor, b: FeedCursor): boolean {
  const byTx = BigInt(a.tx) - BigInt(b.tx);
  return byTx === 0n ? a.id > b.id : byTx > 0n;
}
