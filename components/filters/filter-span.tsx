"use client";

import { FilterMenu } from "./filter-menu.tsx";
import { spanOptions } from "./span-options.ts";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** The parameter in the address. */
  name: string;
  label: string;
  /** Such as 48h or 3d. */
  spans: readonly string[];
  /** What stands before the span: "longer than". */
  before: string;
}

/** A filter on how long something lasted or how long ago it was. */
export function FilterSpan({ filters, name, label, spans, before }: Props) {
  const options = spanOptions(spans, (span) => `${before} ${span}`, filters.get(name));
  return <FilterMenu filters={filters} label={label} name={name} options={options} />;
}
