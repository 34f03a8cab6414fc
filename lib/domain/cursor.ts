/** Where a list goes on: behind the row with this id, newest first. */
export type ListCursor = { kind: "list"; id: string };

/** Where the pull feed goes on: behind this place in commit order. `tx` is a decimal transaction id. */
export type FeedCursor = { kind: "feed"; tx: string; id: string };

const MAX_LENGTH = 128;
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const LIST = new RegExp(`^d\\.(${UUID})$`);
const FEED = new RegExp(`^a\\.(0|[1-9][0-9]{0,18})\\.(${UUID})$`);

/** The opaque text of a position; callers hand it back unread. */
export function encodeCursor(cursor: ListCursor | FeedCursor): string {
  const text = cursor.kind === "list" ? `d.${cursor.id}` : `a.${cursor.tx}.${cursor.id}`;
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Null for anything that `encodeCursor` did not make. */
export function decodeCursor(text: string): ListCursor | FeedCursor | null {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const cursor = read(decodeBase64Url(text));
  return cursor !== null && encodeCursor(cursor) === text ? cursor : null;
}

function read(text: string | null): ListCursor | FeedCursor | null {
  if (text === null) return null;
  const list = LIST.exec(text);
  if (list?.[1] !== undefined) return { kind: "list", id: list[1] };
  const feed = FEED.exec(text);
  if (feed?.[1] !== undefined && feed[2] !== undefined) return { kind: "feed", tx: feed[1], id: feed[2] };
  return null;
}

function decodeBase64Url(text: string): string | null {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    // Not base64: the caller answers that the cursor is not one of ours.
    return null;
  }
}
