import type { Metadata } from "next";
import { MessageStrip } from "#components/resources/message-strip.tsx";
import { ResourceFilters } from "#components/resources/resource-filters.tsx";
import { ResourceList } from "#components/resources/resource-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { type ResourceQuery, resourceQuery } from "#lib/domain/api/resources.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { countResourceMessages } from "#lib/queries/state/count-resource-messages.ts";
import { listResources } from "#lib/queries/state/list-resources.ts";

export const metadata: Metadata = { title: "Resources" };

export default async function ResourcesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources] = await Promise.all([
    readForPage(parseQuery(resourceQuery, params), (query) => readResources(actor, query)),
    listSourceOptions(actor),
  ]);
  return (
    <ListPage read={read} filters={<ResourceFilters sources={sources} />}>
      {({ page, messages }) => (
        <ResourceList
          page={page}
          sources={sources}
          summary={<MessageStrip messages={messages} />}
          isFiltered={hasFilters(params)}
        />
      )}
    </ListPage>
  );
}

async function readResources(actor: Actor, query: ResourceQuery) {
  const isAboutErrors = query.error === "open" || query.status === "error";
  const [page, messages] = await Promise.all([
    listResources(actor, query),
    isAboutErrors ? countResourceMessages(actor, query) : [],
  ]);
  return { page, messages };
}
