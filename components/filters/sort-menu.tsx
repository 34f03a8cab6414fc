"use client";

import { FilterMenu, type FilterOption } from "./filter-menu.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** What the list is ordered by when the address does not say. */
  usual: string;
  options: readonly FilterOption[];
}

/** The order of a list; in the address too. */
export function SortMenu({ filters, usual, options }: Props) {
  return <FilterMenu filters={filters} label="Sort" name="sort" options={options} anyLabel={usual} />;
}
