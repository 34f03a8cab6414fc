"use client";

import { X } from "lucide-react";
import { shortenId } from "#components/ui/shorten-id.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
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
        <button
          key={filter.name}
          type="button"
          title={`Take away: ${filter.label}`}
          onClick={() => filters.set({ [filter.name]: null })}
          className="inline-flex h-7 max-w-72 shrink-0 items-center gap-1 rounded-md bg-accent-soft px-2 text-accent hover:underline"
        >
          <span className="truncate">
            {filter.label}: <span className="font-medium">{shownValue(filter, value)}</span>
          </span>
          <X size={13} aria-hidden className="shrink-0 opacity-70" />
        </button>
      ))}
    </>
  );
}

function shownValue({ options }: MoreFilter, value: string): string {
  return options?.find((option) => option.value === value)?.label ?? shortenId(value);
}
