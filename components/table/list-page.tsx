import type { ReactNode } from "react";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import type { PageRead } from "#lib/queries/read-for-page.ts";
import { ListProblem } from "./list-problem.tsx";

interface Props<T> {
  read: PageRead<T>;
  /** Shown above the reason where there is no list; a list brings its own. */
  filters: ReactNode;
  children: (value: T) => ReactNode;
}

/** A page with a list, or why there is none. */
export function ListPage<T>({ read, filters, children }: Props<T>) {
  return (
    <PageBody kind="list">
      {read.kind === "ok" ? (
        children(read.value)
      ) : (
        <>
          <ListToolbar>{filters}</ListToolbar>
          <ListProblem problem={read} />
        </>
      )}
    </PageBody>
  );
}
