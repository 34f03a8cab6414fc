"use client";

import { useState } from "react";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AuditRow } from "#lib/domain/api/audit.ts";
import { actionText } from "./action-text.ts";
import { AuditDialog } from "./audit-dialog.tsx";
import { AuditOutcome } from "./audit-outcome.tsx";

/** Who did what, when and why; the whole entry opens in a dialog. */
export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  const [open, setOpen] = useState<AuditRow | null>(null);
  const columns: readonly DataColumn<AuditRow>[] = [
    {
      id: "action",
      header: "Action",
      width: "w-[22%]",
      narrow: "lead",
      cell: (entry) => (
        <button
          type="button"
          onClick={() => setOpen(entry)}
          className="block max-w-full truncate rounded-sm font-medium text-strong hover:underline"
        >
          {actionText(entry.action)}
        </button>
      ),
    },
    ...FACTS,
  ];
  return (
    <>
      <DataTable
        label="Audit log"
        fill
        rows={entries}
        columns={columns}
        rowId={(entry) => entry.seq}
        rowLabel={(entry) => `${entry.action} by ${entry.actor.label}`}
      />
      {open === null ? null : <AuditDialog entry={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const FACTS: readonly DataColumn<AuditRow>[] = [
  { id: "actor", header: "Who", width: "w-[20%]", narrow: "detail", cell: (entry) => entry.actor.label },
  {
    id: "target",
    header: "What",
    width: "w-[20%]",
    narrow: "detail",
    cell: ({ target }) =>
      target === null ? (
        <span className="text-faint">–</span>
      ) : (
        `${actionText(target.kind)} ${shortenId(target.id ?? "")}`
      ),
  },
  {
    id: "reason",
    header: "Reason",
    narrow: "hide",
    cell: ({ reason }) => (reason ? <span title={reason}>{reason}</span> : <span className="text-faint">–</span>),
  },
  {
    id: "outcome",
    header: "Outcome",
    width: "w-24",
    narrow: "detail",
    // A narrow row has room for what went wrong only.
    cell: ({ outcome }) => (
      <span className={outcome === "succeeded" ? "max-md:hidden" : ""}>
        <AuditOutcome outcome={outcome} />
      </span>
    ),
  },
  {
    id: "at",
    header: "When",
    width: "w-28",
    align: "end",
    narrow: "aside",
    cell: ({ at }) => <TimeAgo at={at} className="text-faint" />,
  },
];
