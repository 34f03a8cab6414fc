"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import { ChangedRowsButton } from "./changed-rows-button.tsx";
import type { CopyColumn } from "./copy-column.ts";
import { ListExport } from "./list-export.tsx";
import { ListPager } from "./list-pager.tsx";
import { rowsAsText } from "./rows-as-text.ts";
import { useStateRows } from "./use-state-rows.ts";

interface Props<Row> {
  /** Of the API, such as `/connections`; the query is that of the page. */
  path: string;
  page: Page<Row>;
  keyOf: (row: Row) => string;
  /** "connection" and "connections". */
  noun: readonly [one: string, many: string];
  filters: ReactNode;
  /** What the list adds up to, above it. */
  summary?: ReactNode;
  empty: ReactNode;
  copyColumns: readonly CopyColumn<Row>[];
  children: (rows: readonly Row[]) => ReactNode;
}

const PAGER_LABELS = ["First", "Next"] as const;

/** A list of state: the rows change in place as events arrive; rows that come and go wait for a press. */
export function StateList<Row>(props: Props<Row>) {
  const { path, page, keyOf, noun, filters, summary, empty, copyColumns, children } = props;
  const { rows, added, gone } = useStateRows(path, page.data, keyOf);
  const router = useRouter();
  useEffect(() => {
    // Nothing is being read that could move.
    if (rows.length === 0 && added > 0) router.refresh();
  }, [rows, added, router]);
  return (
    <>
      <ListToolbar
        actions={
          <>
            <ChangedRowsButton added={added} gone={gone} onShow={() => router.refresh()} />
            <ListExport path={path} rowsText={() => rowsAsText(rows, copyColumns)} />
          </>
        }
      >
        {filters}
      </ListToolbar>
      {summary}
      {rows.length === 0 ? <div className="flex-1 border-t">{empty}</div> : children(rows)}
      <ListPager page={page} noun={noun} labels={PAGER_LABELS} />
    </>
  );
}
