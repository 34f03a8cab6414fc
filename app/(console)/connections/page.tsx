import type { Metadata } from "next";
import { ConnectionFilters } from "#components/connections/connection-filters.tsx";
import { ConnectionList } from "#components/connections/connection-list.tsx";
import { ExpirationsChart } from "#components/connections/expirations-chart.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { type ConnectionQuery, connectionQuery } from "#lib/domain/api/connections.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { countExpirations } from "#lib/queries/state/count-expirations.ts";
import { listConnections } from "#lib/queries/state/list-connections.ts";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources] = await Promise.all([
    readForPage(parseQuery(connectionQuery, params), (query) => readConnections(actor, query)),
    listSourceOptions(actor),
  ]);
  return (
    <ListPage read={read} filters={<ConnectionFilters sources={sources} />}>
      {({ page, expirations }) => (
        <ConnectionList
          page={page}
          sources={sources}
          summary={expirations === null ? null : <ExpirationsChart expirations={expirations} />}
          isFiltered={hasFilters(params)}
        />
      )}
    </ListPage>
  );
}

async function readConnections(actor: Actor, query: ConnectionQuery) {
  const { expired } = query;
  const [page, expirations] = await Promise.all([
    listConnections(actor, query),
    expired === undefined ? null : countExpirations(actor, { ...query, expired }, new Date()),
  ]);
  return { page, expirations };
}
