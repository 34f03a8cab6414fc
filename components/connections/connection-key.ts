import type { ConnectionRow } from "#lib/domain/api/connections.ts";

/** Tells one connection from every other. */
export function connectionKey({ source, businessId, accountId }: ConnectionRow): string {
  return [source, businessId, accountId].join("\n");
}
