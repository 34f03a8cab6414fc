import { createHash } from "node:crypto";

/** The stored columns that an entry's hash covers; `at` is ISO 8601 with milliseconds. */
export interface ChainedEntry {
  seq: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  remoteAddress: string | null;
  action: string;
  targetKind: string | null;
  targetId: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
  outcome: string;
  requestId: string | null;
}

/** SHA-256 over the hash before it and the entry as JSON with sorted keys: jsonb does not keep the order of keys. */
export function auditHash(previous: Uint8Array | null, entry: ChainedEntry): Uint8Array<ArrayBuffer> {
  const hash = createHash("sha256").update(previous ?? new Uint8Array(32));
  return new Uint8Array(hash.update(JSON.stringify(sortKeys(entry)), "utf8").digest());
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // A key such as __proto__ must stay a key, which plain assignment would not do.
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
