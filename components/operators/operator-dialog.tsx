"use client";

import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";

export type OperatorAction = "role" | "link" | "disable" | "enable" | "sign_out";

interface Props {
  action: OperatorAction;
  operator: OperatorRow;
  isSelf: boolean;
  onClose: () => void;
}

/** The dialog of an action in the operator's menu. */
export function OperatorDialog({ action, operator, isSelf, onClose }: Props) {
  switch (action) {
    case "role":
      return <RoleDialog operator={operator} onClose={onClose} />;
    case "link":
      return <LinkDialog operator={operator} onClose={onClose} />;
    case "disable":
    case "enable":
      return <StatusDialog operator={operator} disable={action === "disable"} onClose={onClose} />;
    case "sign_out":
      return <SignOutDialog operator={operator} isSelf={isSelf} onClose={onClose} />;
  }
}

interface StatusProps {
  operator: OperatorRow;
  disable: boolean;
  onClose: () => void;
}

function StatusDialog({ operator, disable, onClose }: StatusProps) {
  const run = useCommand();
  const { id, name, version } = operator;
  const title = `${disable ? "Disable" : "Enable"} ${name}`;
  return (
    <ConfirmDialog
      onClose={onClose}
      title={title}
      confirmLabel={title}
      tone={disable ? "danger" : "primary"}
      onConfirm={() =>
        run(
          () => apiClient.patch<OperatorRow>(`/operators/${id}`, { version, status: disable ? "disabled" : "active" }),
          () => ({ title: `${name} is ${disable ? "disabled" : "enabled"}` }),
        )
      }
    >
      <p>
        {disable
          ? "They are signed out at once and cannot sign in any more; links made for them stop working. What they did stays in the audit log. You can enable them again."
          : "They can sign in again with the password they had. Whoever had none yet needs a new invite link."}
      </p>
    </ConfirmDialog>
  );
}

function SignOutDialog({ operator, isSelf, onClose }: Omit<Props, "action">) {
  const run = useCommand();
  return (
    <ConfirmDialog
      onClose={onClose}
      title={isSelf ? "Sign yourself out everywhere" : `Sign ${operator.name} out everywhere`}
      confirmLabel="Sign out everywhere"
      onConfirm={() =>
        run(
          () => apiClient.post<undefined>(`/operators/${operator.id}/sign-out`),
          () => ({ title: `${isSelf ? "Your" : `${operator.name}’s`} sessions are ended` }),
        )
      }
    >
      <p>
        {isSelf
          ? "Every session of yours ends, this one too. You can sign in again with your password."
          : "Every session of theirs ends at once. They can sign in again with their password."}
      </p>
    </ConfirmDialog>
  );
}
