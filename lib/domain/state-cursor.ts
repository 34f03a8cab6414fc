/** Where a list of state goes on: behind the row with this sort value and these key parts. */
export interface StateCursor {
  /** The text of the sort value; null sorts last. */
  readonly value: string | null;
  readonly key: readonly string[];
}

const MAX_LENGTH = 4096;

/** The opaque text of a position; callers hand it back unread. */
export function encodeStateCursor({ value, key }: StateCursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([value, ...key]));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Null for anything that `encodeStateCursor` did not make. */
export function decodeStateCursor(text: string): StateCursor | null {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const cursor = read(text);
  return cursor !== null && encodeStateCursor(cursor) === text ? cursor : null;
}

function read(text: string): StateCursor | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return fromParts(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    // Not base64, UTF-8 or JSON: the caller answers that the cursor is not one of ours.
    return null;
  }
}

function fromParts(parts: unknown): StateCursor | null {
  if (!Array.isArray(parts) || parts.length < 2) return null;
  const [value, ...key] = parts as unknown[];
  if (value !== null && typeof value !== "string") return null;
  // Nothing that is stored holds a NUL, and PostgreSQL refuses a text that does.
  return key.every((part) => typeof part === "string") && !parts.some(holdsNul) ? { value, key } : null;
}

function holdsNul(part: unknown): boolean {
  return typeof part === "string" && part.includes("\0");
}
