"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterTime } from "#components/filters/filter-time.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { REJECTION_CAUSES } from "#lib/domain/rejection-cause.ts";

const OUTCOMES: readonly FilterOption[] = [
  { value: "accepted", label: "Accepted" },
  { value: "rejected", label: "Rejected" },
];
const CAUSES = keysOf(REJECTION_CAUSES).map((cause) => ({ value: cause, label: cause.replaceAll("_", " ") }));
const KEPT: readonly FilterOption[] = [{ value: "true", label: "Kept in full" }];
const NAMES = ["outcome", "cause", "source", "environment", "isKept", "eventId", "from", "to"];

export function RequestFilters({ sources }: { sources: readonly FilterOption[] }) {
  const filters = useUrlFilters();
  return (
    <>
      <FilterMenu filters={filters} label="Outcome" name="outcome" options={OUTCOMES} />
      <FilterMenu filters={filters} label="Cause" name="cause" options={CAUSES} />
      <FilterMenu filters={filters} label="Source" name="source" options={sources} />
      <EnvironmentFilter filters={filters} />
      <FilterMenu filters={filters} label="Kept" name="isKept" options={KEPT} />
      <FilterTime filters={filters} />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
