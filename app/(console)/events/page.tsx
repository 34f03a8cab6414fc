import type { Metadata } from "next";
import { EventFilters } from "#components/events/event-filters.tsx";
import { EventList } from "#components/events/event-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { listEventTypes } from "#lib/queries/events/list-event-types.ts";
import { listEvents } from "#lib/queries/events/list-events.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources, types] = await Promise.all([
    readForPage(parseEventQuery(params), (query) => listEvents(actor, query)),
    listSourceOptions(actor),
    listEventTypes(actor),
  ]);
  return (
    <ListPage read={read} filters={<EventFilters sources={sources} types={types} />}>
      {(page) => <EventList page={page} sources={sources} types={types} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
