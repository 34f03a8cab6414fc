import type { Metadata } from "next";
import { EventFilters } from "#components/events/event-filters.tsx";
import { EventList } from "#components/events/event-list.tsx";
import { replayName } from "#components/replays/replay-name.ts";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { parseEventQuery } from "#lib/domain/event-filter.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { listDestinationOptions } from "#lib/queries/destinations/list-destination-options.ts";
import { listEventTypes } from "#lib/queries/events/list-event-types.ts";
import { listEvents } from "#lib/queries/events/list-events.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { getReplay } from "#lib/queries/replays/get-replay.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources, types, destinations, replay] = await Promise.all([
    readForPage(parseEventQuery(params), (query) => listEvents(actor, query)),
    listSourceOptions(actor),
    listEventTypes(actor),
    listDestinationOptions(actor),
    getReplay(actor, params.get("replayId") ?? ""),
  ]);
  const names = Object.fromEntries([...sources, ...destinations].map(({ value, label }) => [value, label]));
  if (replay !== null) names[replay.id] = replayName(replay);
  const choices = { sources, types, destinations, names };
  return (
    <ListPage read={read} filters={<EventFilters {...choices} />}>
      {(page) => <EventList page={page} {...choices} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
