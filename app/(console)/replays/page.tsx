import type { Metadata } from "next";
import { ReplayFilters } from "#components/replays/replay-filters.tsx";
import { ReplayList } from "#components/replays/replay-list.tsx";
import { ListPage } from "#components/table/list-page.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { replayQuery } from "#lib/domain/api/replays.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listReplays } from "#lib/queries/replays/list-replays.ts";

export const metadata: Metadata = { title: "Replays" };

export default async function ReplaysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("replay:read");
  const params = toUrlParams(await searchParams);
  const parsed = parseQuery(replayQuery, params);
  const read = await readForPage(parsed, (query) => listReplays(actor, query));
  return (
    <ListPage read={read} filters={<ReplayFilters />}>
      {(page) => <ReplayList page={page} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
