"use client";

import { Inbox } from "lucide-react";
import { useRef } from "react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { href } from "#components/layout/href.ts";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { useRowKeys } from "#components/table/use-row-keys.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { WORK_COPY_COLUMNS } from "./work-copy-columns.ts";
import { WorkFilters } from "./work-filters.tsx";
import type { WorkPeople } from "./work-people.ts";
import { WorkRow } from "./work-row.tsx";

interface Props {
  page: Page<WorkItem>;
  sources: readonly FilterOption[];
  people: WorkPeople;
  isFiltered: boolean;
  /** Whether items are hidden that would be listed here otherwise. */
  hasSnoozed: boolean;
}

/** What needs a person: urgent items first, then the oldest. */
export function WorkList({ page, sources, people, isFiltered, hasSnoozed }: Props) {
  return (
    <StateList
      path="/work"
      page={page}
      keyOf={workKey}
      noun={["item", "items"]}
      filters={<WorkFilters sources={sources} people={people} />}
      empty={<NoWork isFiltered={isFiltered} hasSnoozed={hasSnoozed} />}
      copyColumns={WORK_COPY_COLUMNS}
    >
      {(items) => <Rows items={items} people={people} />}
    </StateList>
  );
}

function Rows({ items, people }: { items: readonly WorkItem[]; people: WorkPeople }) {
  const region = useRef<HTMLElement>(null);
  useRowKeys(region);
  return (
    <ScrollRegion ref={region} label="Work queue" className="focus-inset min-h-0 border-t md:flex-1 md:overflow-y-auto">
      <ul>
        {items.map((item) => (
          <WorkRow key={item.key} item={item} people={people} />
        ))}
      </ul>
    </ScrollRegion>
  );
}

function NoWork({ isFiltered, hasSnoozed }: { isFiltered: boolean; hasSnoozed: boolean }) {
  if (hasSnoozed) {
    return (
      <EmptyState
        icon={Inbox}
        title={isFiltered ? "Every item that matches is snoozed" : "Everything is snoozed"}
        hint="Items come back when their date has passed or their deciding event changes."
        action={<LinkButton href={href.work({ snoozed: "only" })}>Show what is snoozed</LinkButton>}
      />
    );
  }
  if (isFiltered) return <NoMatch noun="items" />;
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing needs a person."
      hint="Expired connections, errored payments and documents, tasks open for a week and unclear states would be listed here."
    />
  );
}

function workKey({ key }: WorkItem): string {
  return key;
}
