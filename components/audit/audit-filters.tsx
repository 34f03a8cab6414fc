"use client";

import { ClearFilters } from "#components/filters/clear-filters.tsx";
import { FilterMenu } from "#components/filters/filter-menu.tsx";
import { FilterText } from "#components/filters/filter-text.tsx";
import { FilterTime } from "#components/filters/filter-time.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { AUDIT_OUTCOMES } from "#lib/domain/audit-record.ts";

const OUTCOMES = AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: outcome }));
const NAMES = ["actor", "action", "targetId", "outcome", "from", "to"];
const ACTIONS = [
  "api_key.",
  "authorization.",
  "delivery.",
  "destination.",
  "event.",
  "operator.",
  "request.",
  "session.",
  "source.",
];

export function AuditFilters() {
  const filters = useUrlFilters();
  return (
    <>
      <FilterText filters={filters} label="Who" name="actor" hint="An e-mail address or the name of an API key." />
      <FilterText
        filters={filters}
        label="Action"
        name="action"
        hint="Such as source.paused; source. means all that begin so."
        suggestions={ACTIONS}
      />
      <FilterText filters={filters} label="What" name="targetId" hint="The id of what was changed." />
      <FilterMenu filters={filters} label="Outcome" name="outcome" options={OUTCOMES} />
      <FilterTime filters={filters} label="When" />
      <ClearFilters filters={filters} names={NAMES} />
    </>
  );
}
