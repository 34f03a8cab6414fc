"use client";

import { FileStack } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { RESOURCE_COPY_COLUMNS } from "./resource-copy-columns.ts";
import { ResourceFilters } from "./resource-filters.tsx";
import { resourceKey } from "./resource-key.ts";
import { ResourcesTable } from "./resources-table.tsx";

interface Props {
  page: Page<ResourceRow>;
  sources: readonly FilterOption[];
  summary: ReactNode;
  isFiltered: boolean;
}

/** Tax payments, documents and whatever else users have, by their last notices. */
export function ResourceList({ page, sources, summary, isFiltered }: Props) {
  return (
    <StateList
      path="/resources"
      page={page}
      keyOf={resourceKey}
      noun={["resource", "resources"]}
      filters={<ResourceFilters sources={sources} />}
      summary={summary}
      empty={isFiltered ? <NoMatch noun="resources" /> : <NoResources />}
      copyColumns={RESOURCE_COPY_COLUMNS}
    >
      {(resources) => <ResourcesTable resources={resources} />}
    </StateList>
  );
}

function NoResources() {
  return (
    <EmptyState
      icon={FileStack}
      title="No resources yet"
      hint={
        <>
          Tax payments, documents and payment methods appear here once an Abound webhook tells of them. Try it with
          signed samples: <code className="mono">npm run cli -- simulate --demo</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
