import { BusinessLabel } from "#components/businesses/business-label.tsx";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { UserLabel } from "#components/users/user-label.tsx";
import type { WorkItem } from "#lib/domain/api/work.ts";

/** Whom or what an item is about: the name, then the ids that it does not show. */
export function WorkSubject({ item }: { item: WorkItem }) {
  const { businessId, externalId, displayName, accountId, userId, resourceId, sourceName, environment } = item;
  const ids = [
    displayName === null ? null : externalId,
    displayName === null && externalId === null ? null : businessId,
    displayName === null ? null : userId,
    accountId,
    resourceId,
  ].filter((id) => id !== null);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-faint">
      <span className="max-w-full truncate text-normal">
        {businessId === null ? (
          <UserLabel id={userId ?? ""} displayName={displayName} />
        ) : (
          <BusinessLabel business={{ id: businessId, externalId, displayName }} />
        )}
      </span>
      {ids.map((id) => (
        <IdChip key={id} id={id} tabbable={false} />
      ))}
      <SourceLabel name={sourceName} environment={environment} />
    </span>
  );
}
