import { CopyId } from "#components/ui/copy-id.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import type { NamedBusiness } from "./business-label.tsx";

interface Props {
  business: NamedBusiness;
  /** Only the way to copy the provider's id, where a row has no room for more. */
  terse?: boolean;
}

/** The ids of a business that its label does not show already, to be copied. */
export function BusinessIds({ business, terse = false }: Props) {
  const { id, externalId, displayName } = business;
  const isNamed = displayName !== null || externalId !== null;
  return (
    <span className="inline-flex shrink-0 items-center gap-2 text-faint max-md:hidden">
      {terse || !isNamed ? (
        <CopyId id={id} />
      ) : (
        <>
          {displayName !== null && externalId !== null ? <IdChip id={externalId} tabbable={false} /> : null}
          <IdChip id={id} tabbable={false} />
        </>
      )}
    </span>
  );
}
