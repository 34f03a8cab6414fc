"use client";

import {
  columnVisibilityFeature,
  createColumnHelper,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { clsx } from "clsx";
import type { Route } from "next";
import { useMemo, useRef } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { DataColumn } from "./data-column.ts";
import { DataRow } from "./data-row.tsx";
import { ROLE } from "./table-roles.ts";
import { useRangeToggle } from "./use-range-toggle.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";

export interface RowSelection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

interface Props<Row extends RowData> {
  /** Names the table and its scrolling region. */
  label: string;
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => string;
  /** What a screen reader calls the row: "PLAID_ACCOUNT_EXPIRED, biz_…". */
  rowLabel: (row: Row) => string;
  rowHref?: (row: Row) => Route;
  selection?: RowSelection;
  /** Fill the rest of the page and scroll inside, with a sticky header (for list pages). */
  fill?: boolean;
  /** A Tailwind min-width from 720 px on: narrower than this the table scrolls sideways. */
  minWidth?: string;
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

/** A server-driven table: the rows are one page, already filtered and ordered. */
export function DataTable<Row extends RowData>(props: Props<Row>) {
  const {
    label,
    rows,
    columns,
    rowId,
    rowLabel,
    rowHref,
    selection,
    fill = false,
    minWidth = "md:min-w-[46rem]",
  } = props;
  const region = useRef<HTMLElement>(null);
  useRowKeys(region);
  useScrollMemory(region, fill);
  const table = useTable({
    features,
    data: rows,
    columns: useMemo(() => toTableColumns(columns), [columns]),
    getRowId: rowId,
    state: { rowSelection: toRowSelection(selection?.selected) },
    onRowSelectionChange: (update) => {
      const current = toRowSelection(selection?.selected);
      const next = typeof update === "function" ? update(current) : update;
      selection?.onChange(new Set(Object.keys(next)));
    },
  });
  const toggle = useRangeToggle(rows.map(rowId), selection);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);

  return (
    <ScrollRegion
      ref={region}
      label={label}
      className={clsx(
        "focus-inset relative min-h-0 overflow-x-auto border-t",
        fill ? "[--edge:1.5rem] md:flex-1 md:overflow-y-auto md:border-b" : "[--edge:0.75rem]",
      )}
    >
      <table
        {...ROLE.table}
        className={clsx("w-full border-separate border-spacing-0 max-md:block md:table-fixed", minWidth)}
      >
        <thead {...ROLE.rowgroup} className="max-md:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} {...ROLE.row}>
              {selection ? (
                <HeaderCell className="w-[calc(var(--edge)+1.5rem)] pr-0">
                  <Checkbox
                    className="block"
                    aria-label={`Select all ${rows.length} rows on this page`}
                    checked={rows.length > 0 && table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </HeaderCell>
              ) : null}
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                return (
                  <HeaderCell key={header.id} className={clsx(column?.width, column?.align === "end" && "text-right")}>
                    <table.FlexRender header={header} />
                  </HeaderCell>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody {...ROLE.rowgroup} className="max-md:block">
          {table.getRowModel().rows.map((row) => (
            <DataRow
              key={row.id}
              id={row.id}
              label={rowLabel(row.original)}
              href={rowHref?.(row.original)}
              selection={
                selection ? { checked: row.getIsSelected(), onToggle: (isRange) => toggle(row.id, isRange) } : undefined
              }
              cells={row.getVisibleCells().map((cell) => ({
                id: cell.id,
                column: byId.get(cell.column.id),
                content: <table.FlexRender cell={cell} />,
                beside: byId.get(cell.column.id)?.beside?.(row.original),
              }))}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function HeaderCell({ className, children }: { className?: string | undefined; children: React.ReactNode }) {
  return (
    <th
      {...ROLE.columnheader}
      scope="col"
      className={clsx(
        "sticky top-0 z-10 h-8 truncate border-b bg-canvas px-3 text-left font-normal text-faint text-sm first:pl-(--edge) last:pr-(--edge)",
        className,
      )}
    >
      {children}
    </th>
  );
}

function toTableColumns<Row extends RowData>(columns: readonly DataColumn<Row>[]) {
  const helper = createColumnHelper<typeof features, Row>();
  return helper.columns(
    columns.map((column) =>
      helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
    ),
  );
}

function toRowSelection(selected: ReadonlySet<string> | undefined): Record<string, true> {
  return Object.fromEntries([...(selected ?? [])].map((id) => [id, true] as const));
}
