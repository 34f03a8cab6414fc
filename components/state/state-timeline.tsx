"use client";

import { clsx } from "clsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { TimelineQuery, TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { ShownMoment } from "./shown-moment.ts";
import { TimelineList } from "./timeline-list.tsx";

type Show = TimelineQuery["show"];

interface Props {
  /** Relative to /api/v1. */
  path: string;
  /** Of several subjects of this id, the one from here. */
  source: string;
  shows: readonly Show[];
  query: Pick<TimelineQuery, "show" | "order">;
  moment: ShownMoment;
  page: Page<TimelineRow>;
}

const LABELS = {
  all: "All",
  connections: "Connections",
  tasks: "Tasks",
  business: "Business",
  resources: "Resources",
} satisfies Record<Show, string>;

/** Everything that was ever said about a business or user, over all types; filter and order in the address. */
export function StateTimeline({ path, source, shows, query, moment, page }: Props) {
  const filters = useUrlFilters();
  const asked = { source, ...query, ...(moment.asOf === null ? {} : { asOf: moment.asOf, basis: moment.basis }) };
  return (
    <section aria-labelledby="timeline" className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="timeline" className="text-md">
          Timeline
        </h2>
        <div className="max-w-full overflow-x-auto">
          <SegmentedControl
            label="Show"
            value={query.show}
            options={shows.map((show) => ({ value: show, label: LABELS[show] }))}
            onChange={(show) => filters.set({ show: show === "all" ? null : show })}
          />
        </div>
        <div className="flex items-center gap-2 text-faint md:ml-auto">
          <span aria-hidden>ordered by</span>
          <SegmentedControl
            label="Ordered by"
            value={query.order}
            options={[
              { value: "occurred", label: "occurred" },
              { value: "received", label: "received" },
            ]}
            onChange={(order) => filters.set({ order: order === "occurred" ? null : order })}
          />
        </div>
      </div>
      <div className={clsx(filters.isPending && "opacity-60")}>
        <TimelineList key={JSON.stringify(asked)} path={path} query={asked} page={page} />
      </div>
    </section>
  );
}
