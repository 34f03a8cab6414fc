import type { Metadata } from "next";
import { ListPage } from "#components/table/list-page.tsx";
import { TaskFilters } from "#components/tasks/task-filters.tsx";
import { TaskList } from "#components/tasks/task-list.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { taskQuery } from "#lib/domain/api/tasks.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { listTasks } from "#lib/queries/state/list-tasks.ts";

export const metadata: Metadata = { title: "Tasks" };

export default async function TasksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources] = await Promise.all([
    readForPage(parseQuery(taskQuery, params), (query) => listTasks(actor, query)),
    listSourceOptions(actor),
  ]);
  return (
    <ListPage read={read} filters={<TaskFilters sources={sources} />}>
      {(page) => <TaskList page={page} sources={sources} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
