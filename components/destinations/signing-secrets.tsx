import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";

/** Which secrets sign now; two while one is being replaced. */
export function SigningSecrets({ secrets }: { secrets: DestinationDetail["secrets"] }) {
  return (
    <ul className="divide-y divide-line border-y">
      {secrets.map((secret) => (
        <li key={secret.id} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <span className="mono text-strong">whsec_…{secret.last4}</span>
          <span className="text-faint">
            added <TimeAgo at={secret.createdAt} />
          </span>
          {secret.expiresAt ? (
            <Badge tone="warn">
              signs along until it expires <TimeAgo at={secret.expiresAt} className="ml-1" />
            </Badge>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
