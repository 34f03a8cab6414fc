"use client";

import { FilterForm, type MoreFilter } from "#components/filters/filter-form.tsx";
import type { UrlFilters } from "#components/filters/use-url-filters.ts";
import { EVENT_FLAGS } from "#lib/domain/event-flag.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { flagLabel } from "./event-flags.tsx";

const MORE: readonly MoreFilter[] = [
  { name: "q", label: "Text", hint: "Any part of an id, a key or a type." },
  { name: "externalId", label: "External id", hint: "Your own id of the business, as the provider knows it." },
  { name: "subjectId", label: "About", hint: "The account or resource the event is about." },
  { name: "path", label: "Payload path", hint: "Keys with dots: content.account_id. Needs a value." },
  { name: "value", label: "Payload value", hint: "What stands at the path, as text." },
  {
    name: "flag",
    label: "Mark",
    hint: "Something unusual that was noted on the event.",
    options: keysOf(EVENT_FLAGS).map((flag) => ({ value: flag, label: flagLabel(flag) })),
  },
];

export const MORE_EVENT_FILTERS: readonly string[] = MORE.map(({ name }) => name);

/** The filters that are needed less often; the button counts those that are on. */
export function MoreEventFilters({ filters }: { filters: UrlFilters }) {
  const count = filters.count(MORE_EVENT_FILTERS);
  return <FilterForm filters={filters} more={MORE} chosen={count > 0 ? String(count) : undefined} />;
}
