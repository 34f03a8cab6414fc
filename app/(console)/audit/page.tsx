import type { Metadata } from "next";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { AuditList } from "#components/audit/audit-list.tsx";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { auditQuery } from "#lib/domain/api/audit.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listAuditEntries } from "#lib/queries/access/list-audit-entries.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("audit:read");
  const params = toUrlParams(await searchParams);
  const read = await readForPage(parseQuery(auditQuery, params), (query) => listAuditEntries(actor, query));
  return (
    <PageBody kind="list">
      <ListToolbar>
        <AuditFilters />
      </ListToolbar>
      {read.kind === "ok" ? (
        <AuditList page={read.value} isFiltered={hasFilters(params)} />
      ) : (
        <ListProblem problem={read} />
      )}
    </PageBody>
  );
}
