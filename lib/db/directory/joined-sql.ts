import { Prisma } from "#lib/db/generated/client.ts";

/**
 * The business that the directory joins a row under the alias u, with a user_id, to: `{ "id", "displayName" }` or null.
 * An entry without a business id leads to the business that has, or last had, its external id.
 */
export const USER_BUSINESS = Prisma.sql`(
  SELECT jsonb_build_object('id', coalesce(d.business_id, x.business_id), 'displayName', d.display_name)
  FROM directory_entries d
  LEFT JOIN LATERAL (
    SELECT c.business_id FROM businesses c
    WHERE d.business_id IS NULL AND c.external_ids @> ARRAY[d.external_id]
    ORDER BY c.external_id = d.external_id DESC NULLS LAST, c.last_event_at DESC, c.business_id LIMIT 1
  ) x ON true
  WHERE d.user_id = u.user_id AND coalesce(d.business_id, x.business_id) IS NOT NULL)`;
