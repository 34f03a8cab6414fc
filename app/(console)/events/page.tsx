import type { Metadata } from "next";
import { EventFilters } from "#components/events/event-filters.tsx";
import { EventList } from "#components/events/event-list.tsx";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { listEventTypes } from "#lib/queries/list-event-types.ts";
import { listEvents } from "#lib/queries/list-events.ts";
import { listSourceOptions } from "#lib/queries/list-source-options.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

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
    <PageBody kind="list">
      {read.kind === "ok" ? (
        <EventList page={read.value} sources={sources} types={types} isFiltered={hasFilters(params)} />
      ) : (
        <>
          <ListToolbar>
            <EventFilters sources={sources} types={types} />
          </ListToolbar>
          <ListProblem problem={read} />
        </>
      )}
    </PageBody>
  );
}
