"use client";

import { DELIVERY_LOOKS } from "#components/deliveries/delivery-looks.ts";
import { ActiveFilter } from "#components/filters/active-filter.tsx";
import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterText } from "#components/filters/filter-text.tsx";
import { FilterTime } from "#components/filters/filter-time.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { MORE_EVENT_FILTERS, MoreEventFilters } from "./more-event-filters.tsx";

interface Props {
  /** Slugs and names. */
  sources: readonly FilterOption[];
  /** Known event types, offered while typing. */
  types: readonly string[];
  /** Ids and names. */
  destinations: readonly FilterOption[];
  /** Names of ids that stand in the filter. */
  names: Readonly<Record<string, string>>;
}

const DELIVERY_OPTIONS: readonly FilterOption[] = [
  ...keysOf(DELIVERY_STATUSES).map((status) => ({ value: status, label: DELIVERY_LOOKS[status].label })),
  { value: "none", label: "No delivery" },
];

const NAMES = [
  "source",
  "environment",
  "type",
  "businessId",
  "userId",
  "delivery",
  "destinationId",
  "replayId",
  "from",
  "to",
  ...MORE_EVENT_FILTERS,
];

/** Every filter of the event log; all of them live in the address. */
export function EventFilters({ sources, types, destinations, names }: Props) {
  const filters = useUrlFilters();
  const replayId = filters.get("replayId");
  return (
    <>
      <FilterMenu filters={filters} label="Source" name="source" options={sources} />
      <EnvironmentFilter filters={filters} />
      <FilterText
        filters={filters}
        label="Type"
        name="type"
        hint="Several with commas; * stands for anything, as in PLAID_*."
        suggestions={types}
      />
      <FilterText
        filters={filters}
        label="Business"
        name="businessId"
        hint="The provider's id of the business, such as biz_Pk2f…"
      />
      <FilterText filters={filters} label="User" name="userId" hint="The provider's id of the user." />
      <FilterMenu filters={filters} label="Delivery" name="delivery" options={DELIVERY_OPTIONS} />
      <FilterMenu filters={filters} label="Destination" name="destinationId" options={destinations} />
      {replayId === null ? null : (
        <ActiveFilter filters={filters} name="replayId" label="Replay" value={names[replayId] ?? shortenId(replayId)} />
      )}
      <FilterTime filters={filters} />
      <MoreEventFilters filters={filters} />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
