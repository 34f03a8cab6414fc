"use client";

import { Webhook } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { LiveList } from "#components/table/live-list.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { EventRow } from "#lib/domain/api/events.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { EventFilters } from "./event-filters.tsx";
import { EventsTable } from "./events-table.tsx";

interface Props {
  page: Page<EventRow>;
  sources: readonly FilterOption[];
  types: readonly string[];
  isFiltered: boolean;
}

/** The event log. */
export function EventList({ page, sources, types, isFiltered }: Props) {
  return (
    <LiveList
      path="/events"
      page={page}
      kinds={["event", "delivery"]}
      noun={["event", "events"]}
      filters={<EventFilters sources={sources} types={types} />}
      empty={isFiltered ? <NoMatch noun="events" /> : <NoEvents />}
    >
      {(events) => <EventsTable events={events} />}
    </LiveList>
  );
}

function NoEvents() {
  return (
    <EmptyState
      icon={Webhook}
      title="No events yet"
      hint={
        <>
          Paste a source's URL at the provider, or fill the console with signed samples:{" "}
          <code className="mono">npm run cli -- simulate --count 20</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
