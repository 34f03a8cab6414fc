"use client";

import { CircleCheck, CircleSlash, Mail } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { OperatorRow } from "#lib/domain/api/operators.ts";

interface Props {
  operators: readonly OperatorRow[];
  /** Marked as "you". */
  ownId?: string | null;
  /** The buttons at the end of a row; absent for those who may only look. */
  actions?: (operator: OperatorRow) => ReactNode;
}

const LOOKS = {
  active: { tone: "ok", icon: CircleCheck, label: "Active" },
  invited: { tone: "warn", icon: Mail, label: "Invited" },
  disabled: { tone: "quiet", icon: CircleSlash, label: "Disabled" },
} satisfies Record<OperatorRow["status"], StatusLook>;

const FACTS: readonly DataColumn<OperatorRow>[] = [
  { id: "email", header: "E-mail", width: "w-[26%]", narrow: "detail", cell: (operator) => operator.email },
  { id: "role", header: "Role", width: "w-24", narrow: "detail", cell: (operator) => operator.role },
  {
    id: "status",
    header: "Status",
    width: "w-28",
    narrow: "aside",
    cell: (operator) => <Status look={LOOKS[operator.status]} variant="plain" />,
  },
  { id: "seen", header: "Last sign-in", narrow: "detail", cell: (operator) => <LastSignIn operator={operator} /> },
];

export function OperatorsTable({ operators, ownId = null, actions }: Props) {
  const columns = useMemo(
    () => [nameColumn(ownId), ...FACTS, ...(actions ? [actionColumn(actions)] : [])],
    [ownId, actions],
  );
  return (
    <DataTable
      label="Operators"
      fill
      rows={operators}
      columns={columns}
      rowId={(operator) => operator.id}
      rowLabel={(operator) => operator.name}
    />
  );
}

function actionColumn(actions: (operator: OperatorRow) => ReactNode): DataColumn<OperatorRow> {
  return { id: "actions", header: "Actions", width: "w-24", align: "end", narrow: "detail", cell: actions };
}

function nameColumn(ownId: string | null): DataColumn<OperatorRow> {
  return {
    id: "name",
    header: "Name",
    width: "w-[22%]",
    narrow: "lead",
    cell: (operator) => (
      <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
        <span className="truncate font-medium text-strong">{operator.name}</span>
        {operator.id === ownId ? <Badge>you</Badge> : null}
      </span>
    ),
  };
}

function LastSignIn({ operator }: { operator: OperatorRow }) {
  if (operator.lastSignInAt) {
    return (
      <>
        <span className="md:hidden">signed in </span>
        <TimeAgo at={operator.lastSignInAt} />
      </>
    );
  }
  if (operator.linkExpiresAt) {
    return (
      <span className="text-faint">
        link expires <TimeAgo at={operator.linkExpiresAt} />
      </span>
    );
  }
  return (
    <span className="text-faint">
      never<span className="md:hidden"> signed in</span>
    </span>
  );
}
