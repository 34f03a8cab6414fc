"use client";

import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { ApiKeyRow } from "#lib/domain/api/api-keys.ts";

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKeyRow; onClose: () => void }) {
  const run = useCommand();
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Revoke ${apiKey.name}`}
      confirmLabel="Revoke the key"
      tone="danger"
      onConfirm={() =>
        run(
          () => apiClient.delete(`/api-keys/${apiKey.id}`),
          () => ({ title: `${apiKey.name} is revoked` }),
        )
      }
    >
      <p>
        Whatever uses the key that ends in <span className="mono text-strong">{apiKey.last4}</span> is refused from its
        next request on. This cannot be undone; create a new key instead.
      </p>
      <p className="text-faint">
        {apiKey.lastUsedAt === null ? (
          "It was never used."
        ) : (
          <>
            Last used <TimeAgo at={apiKey.lastUsedAt} />.
          </>
        )}
      </p>
      {apiKey.isBootstrap ? (
        <Notice tone="warn">
          This key comes from SIGNALBOX_BOOTSTRAP_API_KEY: the next start brings it back unless that is removed.
        </Notice>
      ) : null}
    </ConfirmDialog>
  );
}
