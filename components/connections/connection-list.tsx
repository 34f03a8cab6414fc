"use client";

import { Landmark } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { CONNECTION_COPY_COLUMNS } from "./connection-copy-columns.ts";
import { ConnectionFilters } from "./connection-filters.tsx";
import { connectionKey } from "./connection-key.ts";
import { ConnectionsTable } from "./connections-table.tsx";

interface Props {
  page: Page<ConnectionRow>;
  sources: readonly FilterOption[];
  summary: ReactNode;
  isFiltered: boolean;
}

/** All bank connections, across businesses. */
export function ConnectionList({ page, sources, summary, isFiltered }: Props) {
  return (
    <StateList
      path="/connections"
      page={page}
      keyOf={connectionKey}
      noun={["connection", "connections"]}
      filters={<ConnectionFilters sources={sources} />}
      summary={summary}
      empty={isFiltered ? <NoMatch noun="connections" /> : <NoConnections />}
      copyColumns={CONNECTION_COPY_COLUMNS}
    >
      {(connections) => <ConnectionsTable connections={connections} />}
    </StateList>
  );
}

function NoConnections() {
  return (
    <EmptyState
      icon={Landmark}
      title="No connections yet"
      hint={
        <>
          Every account that an Asset webhook names appears here with its state. Try it with signed samples:{" "}
          <code className="mono">npm run cli -- simulate --demo</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
