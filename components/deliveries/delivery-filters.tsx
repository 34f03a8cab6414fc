"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterText } from "#components/filters/filter-text.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { DELIVERY_LOOKS } from "./delivery-looks.ts";

interface Props {
  sources: readonly FilterOption[];
  destinations: readonly FilterOption[];
}

const STATUS_OPTIONS = keysOf(DELIVERY_STATUSES).map((status) => ({
  value: status,
  label: DELIVERY_LOOKS[status].label,
}));
const NAMES = ["status", "destinationId", "source", "environment", "eventId", "replayId"];

export function DeliveryFilters({ sources, destinations }: Props) {
  const filters = useUrlFilters();
  return (
    <>
      <FilterMenu filters={filters} label="Status" name="status" options={STATUS_OPTIONS} />
      <FilterMenu filters={filters} label="Destination" name="destinationId" options={destinations} />
      <FilterMenu filters={filters} label="Source" name="source" options={sources} />
      <EnvironmentFilter filters={filters} />
      <FilterText filters={filters} label="Event" name="eventId" hint="The id of an event, as its page shows it." />
      <FilterText filters={filters} label="Replay" name="replayId" hint="The id of a replay." />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
