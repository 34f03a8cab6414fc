import { Prisma } from "#lib/db/generated/client.ts";

/** The operators' name for a business row under the alias b: by its id, else by its external id. */
export const BUSINESS_NAME = Prisma.sql`(
  SELECT d.display_name FROM directory_entries d
  WHERE d.business_id = b.business_id OR d.external_id = b.external_id
  ORDER BY d.business_id IS DISTINCT FROM b.business_id LIMIT 1)`;

/** The operators' name for a row under the alias u that has a user_id. */
export const USER_NAME = Prisma.sql`(SELECT d.display_name FROM directory_entries d WHERE d.user_id = u.user_id)`;
