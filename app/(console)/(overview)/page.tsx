import type { Metadata } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { FirstSteps } from "#components/overview/first-steps.tsx";
import { OverviewScreen } from "#components/overview/overview-screen.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { overviewQuery } from "#lib/domain/api/overview.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { getOverview } from "#lib/queries/overview/get-overview.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, { data: sources }] = await Promise.all([
    readForPage(parseQuery(overviewQuery, params), (query) => getOverview(actor, query)),
    listSources(actor, {}),
  ]);
  if (read.kind !== "ok") return <ListProblem problem={read} />;
  const isNew = sources.every((source) => source.lastEventAt === null);
  return (
    <>
      <AutoRefresh />
      <OverviewScreen
        overview={read.value}
        firstSteps={isNew ? <FirstSteps sources={sources} hasDestination={read.value.destinations.length > 0} /> : null}
      />
    </>
  );
}
