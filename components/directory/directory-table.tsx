"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useMemo } from "react";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DirectoryRow } from "#lib/domain/api/directory.ts";

interface Props {
  entries: readonly DirectoryRow[];
  /** Absent for those who may only look. */
  onEdit?: (entry: DirectoryRow) => void;
  onRemove?: (entry: DirectoryRow) => void;
}

const FACTS: readonly DataColumn<DirectoryRow>[] = [
  {
    id: "name",
    header: "Name",
    narrow: "lead",
    cell: ({ displayName }) => (
      <span title={displayName} className="block truncate font-medium text-strong">
        <bdi>{displayName}</bdi>
      </span>
    ),
  },
  { id: "external", header: "External id", width: "w-[18%]", narrow: "detail", cell: (entry) => id(entry.externalId) },
  { id: "business", header: "Business id", width: "w-[20%]", narrow: "detail", cell: (entry) => id(entry.businessId) },
  { id: "user", header: "User id", width: "w-[20%]", narrow: "detail", cell: (entry) => id(entry.userId) },
  {
    id: "updated",
    header: "Changed",
    width: "w-28",
    narrow: "detail",
    cell: ({ updatedAt, updatedBy }) => (
      <span title={`by ${updatedBy}`}>
        <TimeAgo at={updatedAt} />
      </span>
    ),
  },
];

/** The operators' names and the ids they are for. */
export function DirectoryTable({ entries, onEdit, onRemove }: Props) {
  const columns = useMemo(() => {
    if (onEdit === undefined || onRemove === undefined) return FACTS;
    const actions: DataColumn<DirectoryRow> = {
      id: "actions",
      header: "Actions",
      width: "w-24",
      align: "end",
      narrow: "aside",
      cell: (entry) => (
        <span className="inline-flex">
          <IconButton
            label={`Change ${entry.displayName}`}
            icon={<Pencil size={14} aria-hidden />}
            onClick={() => onEdit(entry)}
          />
          <IconButton
            label={`Remove ${entry.displayName}`}
            icon={<Trash2 size={14} aria-hidden />}
            onClick={() => onRemove(entry)}
          />
        </span>
      ),
    };
    return [...FACTS, actions];
  }, [onEdit, onRemove]);
  return (
    <DataTable
      label="Directory"
      rows={entries}
      columns={columns}
      rowId={(entry) => entry.id}
      rowLabel={(entry) => entry.displayName}
    />
  );
}

function id(value: string | null) {
  return value === null ? <Dash says="not given" /> : <IdChip id={value} />;
}
