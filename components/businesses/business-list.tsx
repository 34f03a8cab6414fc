"use client";

import { Building2 } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { BUSINESS_COPY_COLUMNS } from "./business-copy-columns.ts";
import { BusinessFilters } from "./business-filters.tsx";
import { businessKey } from "./business-key.ts";
import { BusinessesTable } from "./businesses-table.tsx";

interface Props {
  page: Page<BusinessRow>;
  sources: readonly FilterOption[];
  isFiltered: boolean;
}

/** Every business that any webhook named. */
export function BusinessList({ page, sources, isFiltered }: Props) {
  return (
    <StateList
      path="/businesses"
      page={page}
      keyOf={businessKey}
      noun={["business", "businesses"]}
      filters={<BusinessFilters sources={sources} />}
      empty={isFiltered ? <NoMatch noun="businesses" /> : <NoBusinesses />}
      copyColumns={BUSINESS_COPY_COLUMNS}
    >
      {(businesses) => <BusinessesTable businesses={businesses} />}
    </StateList>
  );
}

function NoBusinesses() {
  return (
    <EmptyState
      icon={Building2}
      title="No businesses yet"
      hint={
        <>
          Every business that an Asset webhook names appears here, whatever the webhook is about. Try it with signed
          samples: <code className="mono">npm run cli -- simulate --demo</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
