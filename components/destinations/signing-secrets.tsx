"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";

type Secret = DestinationDetail["secrets"][number];

interface Props {
  destination: Pick<DestinationDetail, "id" | "name" | "secrets">;
  canWrite: boolean;
}

/** Which secrets sign now; two while one is being replaced. */
export function SigningSecrets({ destination, canWrite }: Props) {
  const [ending, setEnding] = useState<Secret | null>(null);
  return (
    <>
      <ul className="divide-y divide-line border-y">
        {destination.secrets.map((secret) => (
          <li key={secret.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="mono text-strong">whsec_…{secret.last4}</span>
            <span className="text-faint">
              added <TimeAgo at={secret.createdAt} />
            </span>
            {secret.expiresAt === null ? (
              <Badge tone="ok">current</Badge>
            ) : (
              <Badge tone="warn">
                signs along, expires <TimeAgo at={secret.expiresAt} className="ml-1" />
              </Badge>
            )}
            {secret.expiresAt !== null && canWrite ? (
              <Button size="sm" className="ml-auto" onClick={() => setEnding(secret)}>
                End the overlap now…
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {ending ? <EndOverlapDialog destination={destination} secret={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

interface DialogProps {
  destination: Props["destination"];
  secret: Secret;
  onClose: () => void;
}

function EndOverlapDialog({ destination, secret, onClose }: DialogProps) {
  const run = useCommand();
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`End the overlap with …${secret.last4}`}
      tone="danger"
      confirmLabel="End the overlap"
      onConfirm={() =>
        run(
          () => apiClient.delete(`/destinations/${destination.id}/secrets/${secret.id}`),
          () => ({ title: `…${secret.last4} signs no more` }),
        )
      }
    >
      <p>
        Within two seconds requests carry one signature, by the new secret alone. A receiver that still checks with the
        old one refuses them: their deliveries fail and are retried.
      </p>
      <p>The old secret is erased; this cannot be undone.</p>
    </ConfirmDialog>
  );
}
