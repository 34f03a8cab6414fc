import { Badge } from "#components/ui/badge.tsx";
import type { Environment } from "#lib/domain/environment.ts";

interface Props {
  name: string;
  environment: Environment | null;
}

/** A source's name; only what is not production says so. */
export function SourceLabel({ name, environment }: Props) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <span className="truncate">{name}</span>
      {environment === "sandbox" ? <Badge tone="held">sandbox</Badge> : null}
    </span>
  );
}
