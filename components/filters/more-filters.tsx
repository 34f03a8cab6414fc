"use client";

import { shortenId } from "#components/ui/shorten-id.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { ActiveFilter } from "./active-filter.tsx";
import { FilterForm, type MoreFilter } from "./filter-form.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

/** On every list of state. */
export const ENVIRONMENT_FILTER: MoreFilter = {
  name: "environment",
  label: "Environment",
  hint: "As the source is labelled.",
  options: ENVIRONMENTS.map((environment) => ({ value: environment, label: environment })),
};

interface Props {
  filters: UrlFilters;
  more: readonly MoreFilter[];
}

/** The filters that are needed less often; those that are on stand beside their form, to be taken away. */
export function MoreFilters({ filters, more }: Props) {
  const active = more.flatMap((filter) => {
    const value = filters.get(filter.name);
    return value === null ? [] : [{ filter, value }];
  });
  return (
    <>
      <FilterForm filters={filters} more={more} />
      {active.map(({ filter, value }) => (
        <ActiveFilter
          key={filter.name}
          filters={filters}
          name={filter.name}
          label={filter.label}
          value={shownValue(filter, value)}
        />
      ))}
    </>
  );
}

function shownValue({ options }: MoreFilter, value: string): string {
  return options?.find((option) => option.value === value)?.label ?? shortenId(value);
}
