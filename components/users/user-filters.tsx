"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterText } from "#components/filters/filter-text.tsx";
import { SourceFilter } from "#components/filters/source-filter.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";

const ERROR_OPTIONS = [{ value: "open", label: "open" }];
const NAMES = ["q", "error", "source", "environment"];

/** Every filter of the users; all of them live in the address. */
export function UserFilters({ sources }: { sources: readonly FilterOption[] }) {
  const filters = useUrlFilters();
  return (
    <>
      <FilterText filters={filters} label="Search" name="q" hint="A part of an id or a name." />
      <FilterMenu filters={filters} label="Errors" name="error" options={ERROR_OPTIONS} />
      <SourceFilter filters={filters} sources={sources} />
      <EnvironmentFilter filters={filters} />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
