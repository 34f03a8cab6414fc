import type { Metadata } from "next";
import { PageBody } from "#components/layout/page-body.tsx";
import { ReplayList } from "#components/replays/replay-list.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { replayQuery } from "#lib/domain/api/replays.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listReplays } from "#lib/queries/replays/list-replays.ts";

export const metadata: Metadata = { title: "Replays" };

export default async function ReplaysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("replay:read");
  const parsed = parseQuery(replayQuery, toUrlParams(await searchParams));
  const read = await readForPage(parsed, (query) => listReplays(actor, query));
  return (
    <PageBody kind="list">
      {read.kind === "ok" ? <ReplayList page={read.value} /> : <ListProblem problem={read} />}
    </PageBody>
  );
}
