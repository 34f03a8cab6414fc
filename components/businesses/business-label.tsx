import { DirectoryName } from "#components/ui/directory-name.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";

export interface NamedBusiness {
  /** The provider's id. */
  id: string;
  externalId: string | null;
  displayName: string | null;
}

/** What a business is called: the operators' name for it, else their own id, else the provider's. Fit to stand in a link. */
export function BusinessLabel({ business }: { business: NamedBusiness }) {
  const { id, externalId, displayName } = business;
  if (displayName !== null) return <DirectoryName name={displayName} />;
  return <span className="mono">{externalId === null ? shortenId(id) : externalId}</span>;
}
