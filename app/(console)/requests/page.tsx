import type { Metadata } from "next";
import { RequestFilters } from "#components/requests/request-filters.tsx";
import { RequestList } from "#components/requests/request-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { requestQuery } from "#lib/domain/api/requests.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listRequests } from "#lib/queries/requests/list-requests.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, { data: sources }] = await Promise.all([
    readForPage(parseQuery(requestQuery, params), (query) => listRequests(actor, query)),
    listSources(actor, {}),
  ]);
  const options = sources.map(({ slug, name }) => ({ value: slug, label: name }));
  const shown = sources.filter(({ slug }) => (params.get("source") ?? slug) === slug);
  const kept = shown.map(({ slug, name, refusedWhileDisabled: count }) => ({ slug, name, count }));
  const held = shown.map(({ slug, name, heldUnverified: count }) => ({ slug, name, count }));
  return (
    <ListPage read={read} filters={<RequestFilters sources={options} />}>
      {(page) => (
        <RequestList
          page={page}
          sources={options}
          kept={kept.filter(({ count }) => count > 0)}
          held={held.filter(({ count }) => count > 0)}
          canAccept={actor.can("request:accept")}
          isFiltered={hasFilters(params)}
        />
      )}
    </ListPage>
  );
}
