"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import { RoleChoice } from "./role-choice.tsx";

export function RoleDialog({ operator, onClose }: { operator: OperatorRow; onClose: () => void }) {
  const [role, setRole] = useState(operator.role);
  const run = useCommand();
  const { id, name, version } = operator;
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Change the role of ${name}`}
      confirmLabel={`Make ${name} ${role}`}
      onConfirm={async () =>
        role === operator.role
          ? { kind: "refused", message: `${name} is ${role} already. Choose another role or cancel.` }
          : run(
              () => apiClient.patch<OperatorRow>(`/operators/${id}`, { version, role }),
              () => ({ title: `${name} is ${role} now` }),
            )
      }
    >
      <RoleChoice value={role} onChange={setRole} />
      <p className="text-faint">Their sessions end with the change; they sign in again.</p>
    </ConfirmDialog>
  );
}
