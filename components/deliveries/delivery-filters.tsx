"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import type { MoreFilter } from "#components/filters/filter-form.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterTime } from "#components/filters/filter-time.tsx";
import { MoreFilters } from "#components/filters/more-filters.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { ATTEMPT_ERROR_NAMES } from "#lib/domain/attempt-error-names.ts";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { DELIVERY_LOOKS } from "./delivery-looks.ts";
import { REASON_WORDS } from "./reason-words.ts";

interface Props {
  sources: readonly FilterOption[];
  destinations: readonly FilterOption[];
}

const STATUS_OPTIONS = keysOf(DELIVERY_STATUSES).map((status) => ({
  value: status,
  label: DELIVERY_LOOKS[status].label,
}));
const REASON_OPTIONS = keysOf(REASON_WORDS).map((reason) => ({ value: reason, label: REASON_WORDS[reason] }));
const ERROR_OPTIONS = keysOf(ATTEMPT_ERROR_NAMES).map((kind) => ({ value: kind, label: ATTEMPT_ERROR_NAMES[kind] }));
const MORE: readonly MoreFilter[] = [
  { name: "type", label: "Event type", hint: "Several with commas; * stands for anything, as in PLAID_*." },
  { name: "response", label: "Last response", hint: "A status such as 503, a class such as 5xx, or none." },
  { name: "eventId", label: "Event", hint: "The id of an event, as its page shows it." },
  { name: "replayId", label: "Replay", hint: "The id of a replay." },
];
const NAMES = ["status", "destinationId", "source", "environment", "reason", "error", "from", "to"];

/** Every filter of the list of deliveries; all of them live in the address. */
export function DeliveryFilters({ sources, destinations }: Props) {
  const filters = useUrlFilters();
  return (
    <>
      <FilterMenu filters={filters} label="Status" name="status" options={STATUS_OPTIONS} />
      <FilterMenu filters={filters} label="Destination" name="destinationId" options={destinations} />
      <FilterMenu filters={filters} label="Source" name="source" options={sources} />
      <EnvironmentFilter filters={filters} />
      <FilterMenu filters={filters} label="Why" name="reason" options={REASON_OPTIONS} />
      <FilterMenu filters={filters} label="Failure" name="error" options={ERROR_OPTIONS} />
      <FilterTime filters={filters} label="Created" />
      <MoreFilters filters={filters} more={MORE} />
      <ClearFilters filters={filters} names={[...NAMES, ...MORE.map(({ name }) => name)]} />
    </>
  );
}
