"use client";

import type { ReactNode } from "react";
import { ClearFilters } from "./clear-filters.tsx";
import type { MoreFilter } from "./filter-form.tsx";
import type { FilterOption } from "./filter-menu.tsx";
import { FilterText } from "./filter-text.tsx";
import { MoreFilters } from "./more-filters.tsx";
import { SortMenu } from "./sort-menu.tsx";
import { SourceFilter } from "./source-filter.tsx";
import { type UrlFilters, useUrlFilters } from "./use-url-filters.ts";

interface Props {
  sources: readonly FilterOption[];
  /** What the search finds. */
  hint: string;
  /** The parameters of the list's own filters. */
  names: readonly string[];
  more: readonly MoreFilter[];
  sort: { usual: string; options: readonly FilterOption[] };
  /** The list's own filters. */
  children: (filters: UrlFilters) => ReactNode;
}

/** Every filter of a list of state, its own between those that all have; all of them live in the address. */
export function StateFilters({ sources, hint, names, more, sort, children }: Props) {
  const filters = useUrlFilters();
  return (
    <>
      <FilterText filters={filters} label="Search" name="q" hint={hint} />
      {children(filters)}
      <SourceFilter filters={filters} sources={sources} />
      <MoreFilters filters={filters} more={more} />
      <SortMenu filters={filters} {...sort} />
      <ClearFilters filters={filters} names={["q", ...names, "source", ...more.map(({ name }) => name)]} />
    </>
  );
}
