"use client";

import { BUSINESS_STATUS_OPTIONS } from "#components/businesses/business-status-options.ts";
import { FilterChoices } from "#components/filters/filter-choices.tsx";
import type { MoreFilter } from "#components/filters/filter-form.tsx";
import { FilterMenu, type FilterOption } from "#components/filters/filter-menu.tsx";
import { FilterSpan } from "#components/filters/filter-span.tsx";
import { ENVIRONMENT_FILTER } from "#components/filters/more-filters.tsx";
import { StateFilters } from "#components/filters/state-filters.tsx";
import type { UrlFilters } from "#components/filters/use-url-filters.ts";
import { CONNECTION_STATES } from "#lib/domain/state/connection-state.ts";
import { CONNECTION_LOOKS } from "./connection-looks.ts";

const STATE_OPTIONS = CONNECTION_STATES.map((state) => ({ value: state, label: CONNECTION_LOOKS[state].label }));
const EXPIRED_OPTIONS = [
  { value: "today", label: "today (UTC)" },
  { value: "yesterday", label: "yesterday (UTC)" },
  { value: "24h", label: "in the last 24 hours" },
  { value: "7d", label: "in the last 7 days" },
];
const SORT = {
  usual: "longest in its state",
  options: [
    { value: "last_synced", label: "longest without a sync" },
    { value: "business", label: "business" },
  ],
};
const NAMES = ["state", "business", "age", "lastSynced", "expired"];

const MORE: readonly MoreFilter[] = [
  {
    name: "mismatch",
    label: "Mismatch",
    hint: "Expired and not asked to reconnect, or asked without an expired connection.",
    options: [{ value: "task", label: "with the reconnect task" }],
  },
  {
    name: "endedBy",
    label: "Ended by",
    hint: "The owner disconnects; Plaid lets expire.",
    options: [
      { value: "owner", label: "owner (disconnected)" },
      { value: "plaid", label: "Plaid (expired)" },
    ],
  },
  {
    name: "recovered",
    label: "Recovered",
    hint: "Had a problem that something came after.",
    options: ["24h", "7d", "30d"].map((value) => ({
      value,
      label: `within ${value.replace("h", " hours").replace("d", " days")}`,
    })),
  },
  { name: "businessId", label: "Business id", hint: "The provider's id, such as biz_Pk2f…" },
  { name: "accountId", label: "Account id", hint: "Such as lni_R2fA…" },
  ENVIRONMENT_FILTER,
];

/** The filters of the connections, beside those of every list of state. */
export function ConnectionFilters({ sources }: { sources: readonly FilterOption[] }) {
  return (
    <StateFilters
      sources={sources}
      hint="A part of an id, an external id or a name."
      names={NAMES}
      more={MORE}
      sort={SORT}
    >
      {(filters) => (
        <>
          <FilterChoices filters={filters} label="State" name="state" options={STATE_OPTIONS} />
          <FilterChoices filters={filters} label="Business" name="business" options={BUSINESS_STATUS_OPTIONS} />
          <TimeFilters filters={filters} />
        </>
      )}
    </StateFilters>
  );
}

function TimeFilters({ filters }: { filters: UrlFilters }) {
  return (
    <>
      <FilterSpan
        filters={filters}
        label="In state for"
        name="age"
        spans={["24h", "3d", "7d", "30d"]}
        before="longer than"
      />
      <FilterSpan
        filters={filters}
        label="Last sync"
        name="lastSynced"
        spans={["24h", "4d", "7d", "30d"]}
        before="older than"
      />
      <FilterMenu filters={filters} label="Expired" name="expired" options={EXPIRED_OPTIONS} anyLabel="Any time" />
    </>
  );
}
