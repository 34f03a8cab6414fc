import type { Metadata } from "next";
import { ListPage } from "#components/table/list-page.tsx";
import { UserFilters } from "#components/users/user-filters.tsx";
import { UserList } from "#components/users/user-list.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { userQuery } from "#lib/domain/api/users.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";
import { listUsers } from "#lib/queries/state/list-users.ts";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor();
  const params = toUrlParams(await searchParams);
  const [read, sources] = await Promise.all([
    readForPage(parseQuery(userQuery, params), (query) => listUsers(actor, query)),
    listSourceOptions(actor),
  ]);
  return (
    <ListPage read={read} filters={<UserFilters sources={sources} />}>
      {(page) => <UserList page={page} sources={sources} isFiltered={hasFilters(params)} />}
    </ListPage>
  );
}
