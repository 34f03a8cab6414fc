import type { Metadata } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { SourceList } from "#components/sources/source-list.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { sourceQuery } from "#lib/domain/api/sources.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const read = await readForPage(parseQuery(sourceQuery, params), (query) => listSources(actor, query));
  if (read.kind !== "ok") return <ListProblem problem={read} />;
  const rights = {
    canWrite: actor.can("source:write"),
    canToggle: actor.can("source:toggle"),
    canAccept: actor.can("request:accept"),
  };
  return (
    <>
      <AutoRefresh />
      <SourceList sources={read.value.data} rights={rights} />
    </>
  );
}
