import type { NoticeRow } from "#lib/db/state/insert-notices.ts";
import type { BusinessKey, ConnectionKey, RegisterKeys, ResourceKey } from "#lib/db/state/register-keys.ts";

export type TouchedKeys = RegisterKeys & {
  /** Those whose activity after a deactivation may count anew. */
  active: readonly BusinessKey[];
};

/** The registers that these notices are part of, each once and in a fixed order. */
export function touchedKeys(notices: readonly NoticeRow[]): TouchedKeys {
  const businesses = new Map<string, BusinessKey>();
  const connections = new Map<string, ConnectionKey>();
  const taskLists = new Map<string, BusinessKey>();
  const resources = new Map<string, ResourceKey>();
  const active = new Map<string, BusinessKey>();
  for (const { kind, source_id, business_id, account_id, user_id, resource, resource_id } of notices) {
    if (business_id !== null) {
      const key = { source_id, business_id };
      const name = nameOf(source_id, business_id);
      if (kind.startsWith("business")) businesses.set(name, key);
      if (kind.startsWith("tasks")) taskLists.set(name, key);
      if (kind !== "activity") active.set(name, key);
      if (account_id !== null) connections.set(nameOf(name, account_id), { ...key, account_id });
    }
    if (user_id !== null && resource !== null && resource_id !== null) {
      const key = { source_id, user_id, resource, resource_id };
      resources.set(nameOf(...Object.values(key)), key);
    }
  }
  return {
    businesses: inOrder(businesses),
    connections: inOrder(connections),
    taskLists: inOrder(taskLists),
    resources: inOrder(resources),
    active: inOrder(active),
  };
}

/** An id may hold any character, so that no separator would keep two keys apart. */
function nameOf(...key: readonly string[]): string {
  return JSON.stringify(key);
}

function inOrder<Key>(keys: ReadonlyMap<string, Key>): Key[] {
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}
