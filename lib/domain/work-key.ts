import { WORK_KINDS, type WorkKind } from "./work-kind.ts";

/** Which item of the work queue: its kind, the source's slug and the provider's ids. */
export interface WorkSubject {
  readonly kind: WorkKind;
  readonly source: string;
  /** [businessId], [businessId, accountId] or [userId, resource, resourceId]. */
  readonly ids: readonly string[];
}

const MAX_LENGTH = 8_192;
const ID_COUNTS = {
  connection_expired: [2],
  payment_error: [3],
  document_error: [3],
  tasks_open: [1],
  payment_stuck: [3],
  no_connection: [1],
  late_activity: [1],
  unclear: [1, 2, 3],
} satisfies Record<WorkKind, readonly number[]>;

/**
 * The item's stable name, `kind:source:id:…`. An id with other than word characters stands as `~` and the hex of its
 * UTF-8, so that a key is one segment of a path and no two items share one. SQL builds the same text.
 */
export function encodeWorkKey({ kind, source, ids }: WorkSubject): string {
  return [kind, source, ...ids.map(encodeId)].join(":");
}

/** Null for anything that `encodeWorkKey` did not make. */
export function decodeWorkKey(key: string): WorkSubject | null {
  if (key.length > MAX_LENGTH) return null;
  const [kind = "", source = "", ...parts] = key.split(":");
  if (!isWorkKind(kind) || !/^[a-z0-9-]{1,64}$/.test(source)) return null;
  if (!(ID_COUNTS[kind] as readonly number[]).includes(parts.length)) return null;
  const ids = parts.map(decodeId);
  if (!ids.every((id) => id !== null)) return null;
  const subject = { kind, source, ids };
  return encodeWorkKey(subject) === key ? subject : null;
}

function isWorkKind(text: string): text is WorkKind {
  return Object.hasOwn(WORK_KINDS, text);
}

function encodeId(id: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(id)) return id;
  const bytes = new TextEncoder().encode(id);
  return `~${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function decodeId(part: string): string | null {
  if (!part.startsWith("~")) return part;
  const hex = part.slice(1);
  if (!/^([0-9a-f]{2})*$/.test(hex)) return null;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not UTF-8, so not a key of ours: the caller answers that there is no such item.
    return null;
  }
}
