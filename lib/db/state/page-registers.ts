import type pg from "pg";
import type { BusinessKey, ConnectionKey, ResourceKey } from "./register-keys.ts";

export type UserKey = { source_id: string; user_id: string };

/** The next businesses by key; null begins with the first. */
export async function nextBusinesses(
  client: pg.ClientBase,
  after: BusinessKey | null,
  limit: number,
): Promise<BusinessKey[]> {
  const { rows } = await client.query<BusinessKey>(
    `SELECT source_id, business_id FROM businesses
     WHERE $1::uuid IS NULL OR (source_id, business_id) > ($1::uuid, $2::text) ORDER BY source_id, business_id LIMIT $3`,
    [after?.source_id ?? null, after?.business_id ?? null, limit],
  );
  return rows;
}

export async function nextUsers(client: pg.ClientBase, after: UserKey | null, limit: number): Promise<UserKey[]> {
  const { rows } = await client.query<UserKey>(
    `SELECT source_id, user_id FROM users
     WHERE $1::uuid IS NULL OR (source_id, user_id) > ($1::uuid, $2::text) ORDER BY source_id, user_id LIMIT $3`,
    [after?.source_id ?? null, after?.user_id ?? null, limit],
  );
  return rows;
}

/** Every account that notices name beside one of these businesses. */
export async function connectionsOf(
  client: pg.ClientBase,
  businesses: readonly BusinessKey[],
): Promise<ConnectionKey[]> {
  const { rows } = await client.query<ConnectionKey>(
    `SELECT k.source_id, k.business_id, n.account_id
     FROM unnest($1::uuid[], $2::text[]) AS k (source_id, business_id)
     CROSS JOIN LATERAL (
       SELECT DISTINCT n.account_id FROM notices n
       WHERE n.source_id = k.source_id AND n.business_id = k.business_id AND n.account_id IS NOT NULL
     ) AS n`,
    [businesses.map(({ source_id }) => source_id), businesses.map(({ business_id }) => business_id)],
  );
  return rows;
}

/** Every resource that notices name beside one of these users. */
export async function resourcesOf(client: pg.ClientBase, users: readonly UserKey[]): Promise<ResourceKey[]> {
  const { rows } = await client.query<ResourceKey>(
    `SELECT k.source_id, k.user_id, n.resource, n.resource_id
     FROM unnest($1::uuid[], $2::text[]) AS k (source_id, user_id)
     CROSS JOIN LATERAL (
       SELECT DISTINCT n.resource, n.resource_id FROM notices n
       WHERE n.source_id = k.source_id AND n.user_id = k.user_id AND n.resource IS NOT NULL AND n.resource_id IS NOT NULL
     ) AS n`,
    [users.map(({ source_id }) => source_id), users.map(({ user_id }) => user_id)],
  );
  return rows;
}
