"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { ListPager } from "#components/table/list-pager.tsx";
import { Button } from "#components/ui/button.tsx";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { LastAdminNotice } from "./last-admin-notice.tsx";
import { type OperatorAction, OperatorDialog } from "./operator-dialog.tsx";
import { OperatorMenu } from "./operator-menu.tsx";
import { OperatorsTable } from "./operators-table.tsx";

interface Props {
  page: Page<OperatorRow>;
  ownId: string | null;
  canChange: boolean;
}

type Open = { kind: "invite" } | { kind: "action"; action: OperatorAction; operator: OperatorRow } | null;

/** Who may sign in, and what an admin does about it. */
export function OperatorsPanel({ page, ownId, canChange }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ListToolbar
        actions={
          canChange ? (
            <Button tone="primary" size="sm" onClick={() => setOpen({ kind: "invite" })}>
              <UserPlus size={14} aria-hidden /> Invite operator
            </Button>
          ) : null
        }
      >
        <span className="text-faint">Everyone who may sign in to this console.</span>
      </ListToolbar>
      {canChange ? <LastAdminNotice page={page} /> : null}
      <OperatorsTable
        operators={page.data}
        ownId={ownId}
        {...(canChange
          ? {
              actions: (operator: OperatorRow) => (
                <OperatorMenu
                  operator={operator}
                  isSelf={operator.id === ownId}
                  onChoose={(action) => setOpen({ kind: "action", action, operator })}
                />
              ),
            }
          : {})}
      />
      <ListPager page={page} noun={["operator", "operators"]} />
      {open?.kind === "invite" ? <InviteDialog onClose={close} /> : null}
      {open?.kind === "action" ? (
        <OperatorDialog
          action={open.action}
          operator={open.operator}
          isSelf={open.operator.id === ownId}
          onClose={close}
        />
      ) : null}
    </>
  );
}
