"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import type { LiveKind } from "#components/layout/live-provider.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import { ListPager } from "./list-pager.tsx";
import { NewRowsButton } from "./new-rows-button.tsx";
import { useLiveRows } from "./use-live-rows.ts";

interface Props<Row> {
  /** Of the API, such as `/events`; the query is that of the page. */
  path: string;
  page: Page<Row>;
  /** The kinds of message after which rows may have changed. */
  kinds: readonly [LiveKind, LiveKind];
  /** "event" and "events". */
  noun: readonly [one: string, many: string];
  filters: ReactNode;
  /** What can be done with the list. */
  actions?: ReactNode;
  notices?: ReactNode;
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** A list page: filters and "12 new" on top, the rows, and the way to older ones. */
export function LiveList<Row extends { id: string }>(props: Props<Row>) {
  const { path, page, kinds, noun, filters, actions, notices, empty, children } = props;
  const { rows, newCount, isMore } = useLiveRows(path, page.data, kinds);
  const showNewest = useShowNewest();
  return (
    <>
      <ListToolbar
        actions={
          <>
            <NewRowsButton count={newCount} isMore={isMore} onShow={showNewest} />
            {actions}
          </>
        }
      >
        {filters}
      </ListToolbar>
      {notices}
      {rows.length === 0 ? <div className="flex-1 border-t">{empty}</div> : children(rows)}
      <ListPager page={page} noun={noun} />
    </>
  );
}

function useShowNewest(): () => void {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  return () => {
    if (!params.has("cursor")) return router.refresh();
    const next = new URLSearchParams(params);
    next.delete("cursor");
    router.push(`${pathname}?${next}` as Route);
  };
}
