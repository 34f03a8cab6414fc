"use client";

import { FilterMenu, type FilterOption } from "./filter-menu.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

/** By source, where there are several. */
export function SourceFilter({ filters, sources }: { filters: UrlFilters; sources: readonly FilterOption[] }) {
  if (sources.length < 2) return null;
  return <FilterMenu filters={filters} label="Source" name="source" options={sources} />;
}
