"use client";

import { BUSINESS_STATUS_OPTIONS } from "#components/businesses/business-status-options.ts";
import { FilterChoices } from "#components/filters/filter-choices.tsx";
import type { MoreFilter } from "#components/filters/filter-form.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterSpan } from "#components/filters/filter-span.tsx";
import { ENVIRONMENT_FILTER } from "#components/filters/more-filters.tsx";
import { StateFilters } from "#components/filters/state-filters.tsx";
import { TASK_LIST_STATES } from "#lib/domain/state/task-list-state.ts";
import { TASK_TYPE_NAMES, taskTypeWords } from "#lib/domain/task-type.ts";
import { TASK_LOOKS } from "./task-looks.ts";

const STATE_OPTIONS = TASK_LIST_STATES.map((state) => ({ value: state, label: TASK_LOOKS[state].label }));
const TYPE_OPTIONS = TASK_TYPE_NAMES.map((type) => ({ value: type, label: taskTypeWords(type) }));
const SORT = {
  usual: "longest open",
  options: [
    { value: "last_reminder", label: "longest without a reminder" },
    { value: "turnaround", label: "slowest turnaround" },
  ],
};
const NAMES = ["state", "type", "age", "business"];

const MORE: readonly MoreFilter[] = [
  { name: "only", label: "Only", hint: "The list asks for this and nothing else.", options: TYPE_OPTIONS },
  {
    name: "mismatch",
    label: "Mismatch",
    hint: "Asks for a reconnect while no connection of the business has a problem.",
    options: [{ value: "connection", label: "with the connections" }],
  },
  { name: "businessId", label: "Business id", hint: "The provider's id, such as biz_Pk2f…" },
  ENVIRONMENT_FILTER,
];

/** The filters of the task lists, beside those of every list of state. */
export function TaskFilters({ sources }: { sources: readonly FilterOption[] }) {
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
          <FilterChoices filters={filters} label="State" name="state" options={STATE_OPTIONS} />
          <FilterMenu filters={filters} label="Asks for" name="type" options={TYPE_OPTIONS} />
          <FilterSpan
            filters={filters}
            label="Open for"
            name="age"
            spans={["24h", "3d", "7d", "30d"]}
            before="longer than"
          />
          <FilterChoices filters={filters} label="Business" name="business" options={BUSINESS_STATUS_OPTIONS} />
        </>
      )}
    </StateFilters>
  );
}
