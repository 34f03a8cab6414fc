"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { href } from "#components/layout/href.ts";
import { Button } from "#components/ui/button.tsx";
import { plural } from "#components/ui/plural.ts";
import { FilterChips } from "./filter-chips.tsx";
import { filterWords } from "./filter-words.ts";
import type { EventFilterText, ReplayScope } from "./replay-scope.ts";

interface Props {
  scope: ReplayScope;
  now: Date;
  onLeave: () => void;
}

/** Which events, in words, and the way to another choice. */
export function ScopeLine({ scope, now, onLeave }: Props) {
  const { events, names = {} } = scope;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <span className="text-faint">Scope</span>
        {events.kind === "filter" ? (
          <FilterChips words={filterWords(events.filter, names, now)} />
        ) : (
          <span className="text-strong">{plural(events.ids.length, "selected event")}</span>
        )}
      </div>
      {events.kind === "filter" ? <ChangeFilter filter={events.filter} onLeave={onLeave} /> : null}
    </div>
  );
}

/** Back to the list with this filter: nothing is sent, and what the filter finds can be looked at. */
function ChangeFilter({ filter, onLeave }: { filter: EventFilterText; onLeave: () => void }) {
  const router = useRouter();
  const isHere = `${usePathname()}?${useSearchParams()}` === href.events(filter);
  function leave() {
    onLeave();
    if (!isHere) router.push(href.events(filter));
  }
  return (
    <Button size="sm" onClick={leave}>
      Change filter
    </Button>
  );
}
