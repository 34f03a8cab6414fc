"use client";

import { FilterChoices } from "#components/filters/filter-choices.tsx";
import type { MoreFilter } from "#components/filters/filter-form.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterSpan } from "#components/filters/filter-span.tsx";
import { ENVIRONMENT_FILTER } from "#components/filters/more-filters.tsx";
import { StateFilters } from "#components/filters/state-filters.tsx";
import { RESOURCE_CERTAINTIES } from "#lib/domain/state/resource-state.ts";
import { CERTAINTY_WORDS, RESOURCE_STATUSES } from "./resource-looks.ts";
import { RESOURCE_KINDS, resourceWord } from "./resource-words.ts";

const KIND_OPTIONS = RESOURCE_KINDS.map((kind) => ({ value: kind, label: resourceWord(kind) }));
const STATUS_OPTIONS = RESOURCE_STATUSES.map((status) => ({ value: status, label: status }));
const ERROR_OPTIONS = [{ value: "open", label: "open" }];
const SORT = {
  usual: "last received",
  options: [
    { value: "status_since", label: "longest in its status" },
    { value: "message", label: "message" },
  ],
};
const NAMES = ["resource", "status", "error", "age"];

const MORE: readonly MoreFilter[] = [
  { name: "message", label: "Message", hint: "The whole of it, such as payerError." },
  {
    name: "certainty",
    label: "Certainty",
    hint: "How sure the status is: Abound sends neither time nor order.",
    options: RESOURCE_CERTAINTIES.map((certainty) => ({ value: certainty, label: CERTAINTY_WORDS[certainty] })),
  },
  { name: "userId", label: "User id", hint: "The provider's id, such as userId_8e01…" },
  { name: "resourceId", label: "Resource id", hint: "Such as taxPaymentId_7777." },
  ENVIRONMENT_FILTER,
];

/** The filters of the resources, beside those of every list of state. */
export function ResourceFilters({ sources }: { sources: readonly FilterOption[] }) {
  return (
    <StateFilters sources={sources} hint="A part of an id or a name." names={NAMES} more={MORE} sort={SORT}>
      {(filters) => (
        <>
          <FilterMenu filters={filters} label="Kind" name="resource" options={KIND_OPTIONS} />
          <FilterChoices filters={filters} label="Status" name="status" options={STATUS_OPTIONS} />
          <FilterMenu filters={filters} label="Errors" name="error" options={ERROR_OPTIONS} />
          <FilterSpan
            filters={filters}
            label="In status for"
            name="age"
            spans={["24h", "48h", "7d", "30d"]}
            before="longer than"
          />
        </>
      )}
    </StateFilters>
  );
}
