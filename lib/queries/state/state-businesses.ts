import { BUSINESS_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { BusinessStatus } from "#lib/domain/state/business-state.ts";

/** The business that a row of state belongs to, as `BUSINESS_COLUMNS` selects it beside the row's own business_id. */
export type BusinessColumns = {
  business_id: string;
  external_id: string | null;
  display_name: string | null;
  business_status: BusinessStatus;
};

/** Of businesses under the alias b. */
export const BUSINESS_COLUMNS = Prisma.sql`b.external_id, ${BUSINESS_NAME} AS display_name,
  coalesce(b.status, 'unknown') AS business_status`;

export interface OwningBusiness {
  readonly id: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly status: BusinessStatus;
}

export function owningBusiness(columns: BusinessColumns): OwningBusiness {
  return {
    id: columns.business_id,
    externalId: columns.external_id,
    displayName: columns.display_name,
    status: columns.business_status,
  };
}

export function shownBusiness({ id, externalId, displayName, status }: OwningBusiness) {
  return { businessId: id, externalId, displayName, businessStatus: status };
}
