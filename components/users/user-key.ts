import type { UserRow } from "#lib/domain/api/users.ts";

/** Tells one user from every other: two sources may use one id. */
export function userKey({ source, id }: UserRow): string {
  return [source, id].join("\n");
}
