import type { Metadata } from "next";
import { DeliveryFilters } from "#components/deliveries/delivery-filters.tsx";
import { DeliveryList } from "#components/deliveries/delivery-list.tsx";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { deliveryQuery } from "#lib/domain/api/deliveries.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listDeliveries } from "#lib/queries/list-deliveries.ts";
import { listDestinationOptions } from "#lib/queries/list-destination-options.ts";
import { listSourceOptions } from "#lib/queries/list-source-options.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

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
    <PageBody kind="list">
      {read.kind === "ok" ? (
        <DeliveryList page={read.value} {...choices} isFiltered={hasFilters(params)} />
      ) : (
        <>
          <ListToolbar>
            <DeliveryFilters {...choices} />
          </ListToolbar>
          <ListProblem problem={read} />
        </>
      )}
    </PageBody>
  );
}
