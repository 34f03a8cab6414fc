"use client";

import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DirectoryRow } from "#lib/domain/api/directory.ts";

export function RemoveNameDialog({ entry, onClose }: { entry: DirectoryRow; onClose: () => void }) {
  const run = useCommand();
  const joins = entry.userId !== null && (entry.businessId !== null || entry.externalId !== null);
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Remove ${entry.displayName}`}
      confirmLabel="Remove name"
      tone="danger"
      onConfirm={() =>
        run(
          () => apiClient.delete(`/directory/${entry.id}`),
          () => ({ title: `${entry.displayName} is removed` }),
        )
      }
    >
      <p>
        Its ids are shown without a name again{joins ? ", and its user and its business are no longer joined" : ""}. No
        event and no state changes.
      </p>
    </ConfirmDialog>
  );
}
