"use client";

import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { KeptRequests } from "./accept-requests-bar.tsx";
import { type ReverifiedCounts, reverifiedToast } from "./reverified-toast.ts";

interface Props {
  source: KeptRequests;
  onClose: () => void;
}

/** Accepts whatever verifies now of what a source refused. */
export function AcceptRequestsDialog({ source, onClose }: Props) {
  const run = useCommand();
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Accept ${plural(source.count, "refused request")} to ${source.name}`}
      confirmLabel={`Check and accept ${source.count.toLocaleString("en-GB")}`}
      onConfirm={() =>
        run(() => apiClient.post<ReverifiedCounts>("/requests/reverify", { source: source.slug }), reverifiedToast)
      }
    >
      <p>
        Each is verified again with the keys and secrets of now. What verifies becomes an event with the time at which
        it arrived, and is sent to its destinations.
      </p>
      <p>What is there already counts as a duplicate; what still does not verify stays here.</p>
    </ConfirmDialog>
  );
}
