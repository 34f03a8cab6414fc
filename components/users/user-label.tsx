import { DirectoryName } from "#components/ui/directory-name.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";

interface Props {
  /** The provider's id. */
  id: string;
  displayName: string | null;
}

/** What a provider's user is called: the operators' name, else the id. Fit to stand in a link. */
export function UserLabel({ id, displayName }: Props) {
  return displayName === null ? <span className="mono">{shortenId(id)}</span> : <DirectoryName name={displayName} />;
}
