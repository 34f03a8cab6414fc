"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterText } from "#components/filters/filter-text.tsx";
import { SourceFilter } from "#components/filters/source-filter.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { WORK_KIND_OPTIONS } from "./work-looks.ts";
import type { WorkPeople } from "./work-people.ts";

interface Props {
  sources: readonly FilterOption[];
  people: WorkPeople;
}

const SNOOZED_OPTIONS = [
  { value: "only", label: "Only snoozed" },
  { value: "all", label: "With snoozed" },
];
const NAMES = ["kind", "assignee", "snoozed", "source", "environment", "q"];

export function WorkFilters({ sources, people }: Props) {
  const filters = useUrlFilters();
  const own = people.canWrite ? [{ value: "me", label: "Me" }] : [];
  const others = people.assignees
    .filter(({ id }) => id !== people.ownId)
    .map(({ id, name }) => ({ value: id, label: name }));
  const assignees = [...own, { value: "none", label: "Nobody" }, ...others];
  return (
    <>
      <FilterMenu filters={filters} label="Kind" name="kind" options={WORK_KIND_OPTIONS} />
      <FilterMenu filters={filters} label="Assignee" name="assignee" options={assignees} />
      <FilterMenu filters={filters} label="Snoozed" name="snoozed" options={SNOOZED_OPTIONS} anyLabel="Hidden" />
      <SourceFilter filters={filters} sources={sources} />
      <EnvironmentFilter filters={filters} />
      <FilterText
        filters={filters}
        label="Search"
        name="q"
        hint="A part of an id, an external id or a name of the directory."
      />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
