"use client";

import { FilterChoices } from "#components/filters/filter-choices.tsx";
import type { MoreFilter } from "#components/filters/filter-form.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterSpan } from "#components/filters/filter-span.tsx";
import { ENVIRONMENT_FILTER } from "#components/filters/more-filters.tsx";
import { StateFilters } from "#components/filters/state-filters.tsx";
import { BUSINESS_STATUS_OPTIONS } from "./business-status-options.ts";

const CONNECTION_OPTIONS = [
  { value: "none", label: "none reported" },
  { value: "problem", label: "with a problem" },
];
const ACTIVITY_OPTIONS = [{ value: "after_deactivation", label: "after deactivation" }];
const SORT = {
  usual: "newest event",
  options: [{ value: "created", label: "newest business" }],
};
const NAMES = ["status", "connections", "created", "activity"];

const MORE: readonly MoreFilter[] = [
  { name: "externalId", label: "External id", hint: "Your own id, the whole of it; former ones find it too." },
  ENVIRONMENT_FILTER,
];

/** The filters of the businesses, beside those of every list of state. */
export function BusinessFilters({ sources }: { sources: readonly FilterOption[] }) {
  return (
    <StateFilters
      sources={sources}
      hint="A part of an id, an external id or a name."
      names={NAMES}
      more={MORE}
      sort={SORT}
    >
      {(filters) => (
        <>
          <FilterChoices filters={filters} label="Status" name="status" options={BUSINESS_STATUS_OPTIONS} />
          <FilterMenu filters={filters} label="Connections" name="connections" options={CONNECTION_OPTIONS} />
          <FilterSpan filters={filters} label="Created" name="created" spans={["24h", "7d", "30d"]} before="within" />
          <FilterMenu filters={filters} label="Activity" name="activity" options={ACTIVITY_OPTIONS} />
        </>
      )}
    </StateFilters>
  );
}
