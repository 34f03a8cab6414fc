import type { Metadata } from "next";
import { DeliveryFilters } from "#components/deliveries/delivery-filters.tsx";
import { DeliveryList } from "#components/deliveries/delivery-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { deliveryQuery } from "#lib/domain/api/deliveries.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { listDestinationOptions } from "#lib/queries/destinations/list-destination-options.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Deliveries" };

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources, destinations] = await Promise.all([
    readForPage(parseQuery(deliveryQuery, params), (query) => listDeliveries(actor, query)),
    listSourceOptions(actor),
    listDestinationOptions(actor),
  ]);
  const choices = { sources, destinations };
  return (
    <ListPage read={read} filters={<DeliveryFilters {...choices} />}>
      {(page) => <DeliveryList page={page} {...choices} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
