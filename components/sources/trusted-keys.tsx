import { Badge } from "#components/ui/badge.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceDetail } from "#lib/domain/api/sources.ts";

/** The provider's public keys that were read, by thumbprint. */
export function TrustedKeys({ keys }: { keys: SourceDetail["trustedKeys"] }) {
  return (
    <ul className="divide-y divide-line border-y">
      {keys.map((key) => (
        <li key={key.thumbprint} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <IdChip id={key.thumbprint} />
          <span className="text-faint">
            first seen <TimeAgo at={key.firstSeenAt} />, last seen <TimeAgo at={key.lastSeenAt} />
          </span>
          {key.distrustedAt ? <Badge tone="bad">no longer trusted</Badge> : null}
          {key.goneAt && !key.distrustedAt ? <Badge>no longer published</Badge> : null}
        </li>
      ))}
    </ul>
  );
}
