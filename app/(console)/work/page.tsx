import type { Metadata } from "next";
import { ListPage } from "#components/table/list-page.tsx";
import { WorkFilters } from "#components/work/work-filters.tsx";
import { WorkList } from "#components/work/work-list.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { workQuery } from "#lib/domain/api/work.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { hasSnoozedWork } from "#lib/queries/work/has-snoozed-work.ts";
import { listAssignees } from "#lib/queries/work/list-assignees.ts";
import { listWork } from "#lib/queries/work/list-work.ts";

export const metadata: Metadata = { title: "Work queue" };

export default async function WorkPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const now = new Date();
  const canWrite = actor.can("work:write");
  const [read, sources, assignees] = await Promise.all([
    readForPage(parseQuery(workQuery, params), async (query) => {
      const page = await listWork(actor, query, now);
      return { page, hasSnoozed: page.data.length === 0 && (await hasSnoozedWork(actor, query, now)) };
    }),
    listSourceOptions(actor),
    canWrite ? listAssignees(actor) : [],
  ]);
  const people = { canWrite, ownId: actor.id, assignees };
  return (
    <ListPage read={read} filters={<WorkFilters sources={sources} people={people} />}>
      {(work) => <WorkList {...work} sources={sources} people={people} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
