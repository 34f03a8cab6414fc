"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { useReplayOffer } from "#components/replays/replay-context.ts";
import { filterScope, type ReplayScope } from "#components/replays/replay-scope.ts";
import type { RowSelection } from "#components/table/data-table.tsx";
import { useKeptSelection } from "#components/table/use-kept-selection.ts";
import type { EventRow } from "#lib/domain/api/events.ts";

/** The selected events, or all that match the filter; and what "Replay…" means then. */
export function useEventSelection(events: readonly EventRow[], names: Readonly<Record<string, string>>) {
  const params = useSearchParams();
  const query = params.toString();
  const kept = useKeptSelection();
  const [allOf, setAllOf] = useState<string | null>(null);
  const isAll = allOf === query;
  const shown = events.map(({ id }) => id);
  const selection: RowSelection = isAll
    ? { selected: new Set(shown), onChange: replaceAll }
    : { selected: kept.selected, onChange: kept.onChange };

  function replaceAll(selected: ReadonlySet<string>) {
    setAllOf(null);
    kept.onChange(selected);
  }

  const all = filterScope(new URLSearchParams(query), names);
  const scope = isAll || kept.selected.size === 0 ? all : chosenScope([...kept.selected], events);
  const isChosen = isAll || kept.selected.size > 0;
  useReplayOffer(
    useCallback(
      (by) => {
        const focused = by === "key" && !isChosen ? focusedRow() : null;
        return focused === null ? scope : chosenScope([focused], events);
      },
      [isChosen, scope, events],
    ),
  );

  return {
    selection,
    scope,
    all,
    isAll,
    count: kept.selected.size,
    elsewhere: [...kept.selected].filter((id) => !shown.includes(id)).length,
    isFirstPage: !params.has("cursor"),
    selectAll: () => setAllOf(query),
    clear: () => replaceAll(new Set()),
  };
}

function chosenScope(ids: readonly string[], events: readonly EventRow[]): ReplayScope {
  const type = ids.length === 1 ? events.find(({ id }) => id === ids[0])?.type : undefined;
  return { events: { kind: "chosen", ids }, ...(type ? { eventType: type } : {}) };
}

/** The id of the event whose row has the focus. */
function focusedRow(): string | null {
  return document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row ?? null;
}
