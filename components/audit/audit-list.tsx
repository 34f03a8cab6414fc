import { ScrollText } from "lucide-react";
import { ListPager } from "#components/table/list-pager.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AuditRow } from "#lib/domain/api/audit.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { AuditTable } from "./audit-table.tsx";

export function AuditList({ page, isFiltered }: { page: Page<AuditRow>; isFiltered: boolean }) {
  if (page.data.length > 0) {
    return (
      <>
        <AuditTable entries={page.data} />
        <ListPager page={page} noun={["entry", "entries"]} />
      </>
    );
  }
  return (
    <div className="flex-1 border-t">
      {isFiltered ? (
        <NoMatch noun="entries" />
      ) : (
        <EmptyState
          icon={ScrollText}
          title="Nothing was done yet"
          hint="Every sign-in and every change that an operator or an API key makes is listed here."
        />
      )}
    </div>
  );
}
