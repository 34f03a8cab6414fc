import type { Metadata } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { ProjectionScreen } from "#components/projection/projection-screen.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { parkedEventQuery } from "#lib/domain/api/projection.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { getProjection } from "#lib/queries/projection/get-projection.ts";
import { listParkedEvents } from "#lib/queries/projection/list-parked-events.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "State engine" };

export default async function ProjectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("state:read");
  const parsed = parseQuery(parkedEventQuery, toUrlParams(await searchParams));
  const read = await readForPage(parsed, (query) =>
    Promise.all([getProjection(actor), listParkedEvents(actor, query)]),
  );
  if (read.kind !== "ok") return <ListProblem problem={read} />;
  const [projection, parked] = read.value;
  return (
    <>
      <AutoRefresh />
      <LiveRefresh kind="state" field="kind" value="state" />
      <ProjectionScreen projection={projection} parked={parked} canRetry={actor.can("projection:write")} />
    </>
  );
}
