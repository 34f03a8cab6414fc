"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import type { CreatedApiKey } from "#lib/domain/api/api-keys.ts";

/** The one time that a key can be seen. */
export function KeyOnceDialog({ apiKey, onClose }: { apiKey: CreatedApiKey; onClose: () => void }) {
  return (
    <Dialog
      onClose={onClose}
      title={apiKey.name}
      footer={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <SecretOnce
          label="API key"
          secret={apiKey.key}
          hint="Put it where your script or service keeps its secrets. Signalbox keeps only a hash of it."
        />
        <p className="text-faint">
          Send it as <span className="mono">Authorization: Bearer …</span>.{" "}
          {apiKey.expiresAt === null ? (
            "It does not expire."
          ) : (
            <>
              It expires at <ExactTime at={apiKey.expiresAt} />.
            </>
          )}
        </p>
      </div>
    </Dialog>
  );
}
