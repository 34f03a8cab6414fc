import type { Metadata } from "next";
import { BusinessFilters } from "#components/businesses/business-filters.tsx";
import { BusinessList } from "#components/businesses/business-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { businessQuery } from "#lib/domain/api/businesses.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { listBusinesses } from "#lib/queries/state/list-businesses.ts";

export const metadata: Metadata = { title: "Businesses" };

export default async function BusinessesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources] = await Promise.all([
    readForPage(parseQuery(businessQuery, params), (query) => listBusinesses(actor, query)),
    listSourceOptions(actor),
  ]);
  return (
    <ListPage read={read} filters={<BusinessFilters sources={sources} />}>
      {(page) => <BusinessList page={page} sources={sources} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
