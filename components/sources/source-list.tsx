"use client";

import { Plus, RadioTower } from "lucide-react";
import type { Route } from "next";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import { SourceActions, type SourceRights } from "./source-actions.tsx";
import { SourceCard } from "./source-card.tsx";

interface Props {
  sources: readonly SourceRow[];
  rights: SourceRights & { canWrite: boolean };
}

/** Every provider endpoint. */
export function SourceList({ sources, rights }: Props) {
  const filters = useUrlFilters();
  return (
    <>
      <ListToolbar actions={rights.canWrite ? <AddButton /> : null}>
        <EnvironmentFilter filters={filters} />
        {rights.canWrite ? null : <span className="text-faint">Only an admin adds or changes sources.</span>}
      </ListToolbar>
      <div className="gutter flex flex-col gap-3 pb-6">
        {sources.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            actions={<SourceActions source={source} rights={rights} size="sm" />}
          />
        ))}
        {sources.length === 0 ? <Nothing isFiltered={filters.count(["environment"]) > 0} /> : null}
      </div>
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <NoMatch noun="sources" />;
  return (
    <EmptyState
      icon={RadioTower}
      title="No source yet"
      hint="A source is a provider endpoint: an address that Asset or Abound posts to, with the keys that verify it."
    />
  );
}

function AddButton() {
  return (
    <LinkButton tone="primary" href={"/sources/new" as Route}>
      <Plus size={14} aria-hidden />
      Add a source
    </LinkButton>
  );
}
