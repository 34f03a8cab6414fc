"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import type { OperatorLink } from "#lib/domain/api/operators.ts";

interface Props {
  name: string;
  kind: "invite" | "reset";
  link: OperatorLink;
  onClose: () => void;
}

/** The one time that an invite or reset link can be seen. */
export function LinkOnceDialog({ name, kind, link, onClose }: Props) {
  const label = kind === "invite" ? "Invite link" : "Reset link";
  return (
    <Dialog
      onClose={onClose}
      title={`${label} for ${name}`}
      footer={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <SecretOnce
          label={label}
          secret={link.url}
          hint={`Send it to ${name} in a way that only they can read: whoever opens it sets the password.`}
        />
        <p className="text-faint">
          Works once, until <ExactTime at={link.expiresAt} />.
        </p>
      </div>
    </Dialog>
  );
}
