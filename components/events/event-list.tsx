"use client";

import { Webhook } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import { useReplay } from "#components/replays/replay-context.ts";
import { SelectionBar } from "#components/replays/selection-bar.tsx";
import { LiveList } from "#components/table/live-list.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { EventRow } from "#lib/domain/api/events.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { EventFilters } from "./event-filters.tsx";
import { EventsTable } from "./events-table.tsx";
import { useEventSelection } from "./use-event-selection.ts";

interface Props {
  page: Page<EventRow>;
  sources: readonly FilterOption[];
  types: readonly string[];
  destinations: readonly FilterOption[];
  /** Names of ids that stand in the filter. */
  names: Readonly<Record<string, string>>;
  isFiltered: boolean;
}

/** The event log. */
export function EventList({ page, sources, types, destinations, names, isFiltered }: Props) {
  const { problem } = useReplay();
  const { selection, isAll, count, ...chosen } = useEventSelection(page.data, names);
  const isWhole = page.nextCursor === null && chosen.isFirstPage;
  return (
    <>
      <LiveList
        path="/events"
        page={page}
        kinds={["event", "delivery"]}
        noun={["event", "events"]}
        filters={<EventFilters sources={sources} types={types} destinations={destinations} names={names} />}
        actions={page.data.length === 0 ? null : <ReplayButton size="sm" scope={chosen.all} />}
        empty={isFiltered ? <NoMatch noun="events" /> : <NoEvents />}
      >
        {(events) => <EventsTable events={events} {...(problem === null ? { selection } : {})} />}
      </LiveList>
      {problem === null && (isAll || count > 0) ? (
        <SelectionBar
          count={count}
          elsewhere={chosen.elsewhere}
          isAll={isAll}
          scope={chosen.scope}
          onSelectAll={isWhole ? undefined : chosen.selectAll}
          onClear={chosen.clear}
        />
      ) : null}
    </>
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
