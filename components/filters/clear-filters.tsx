"use client";

import { Button } from "#components/ui/button.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

export function ClearFilters({ filters, names }: { filters: UrlFilters; names: readonly string[] }) {
  if (filters.count(names) === 0) return null;
  return (
    <Button tone="ghost" size="sm" onClick={filters.clear}>
      Clear
    </Button>
  );
}
