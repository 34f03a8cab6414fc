"use client";

import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { FilterMenu } from "./filter-menu.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

const OPTIONS = ENVIRONMENTS.map((environment) => ({ value: environment, label: environment }));

/** Production or sandbox; on every list. */
export function EnvironmentFilter({ filters }: { filters: UrlFilters }) {
  return <FilterMenu filters={filters} label="Environment" name="environment" options={OPTIONS} anyLabel="Both" />;
}
