"use client";

import { UserRound } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import { USER_COPY_COLUMNS } from "./user-copy-columns.ts";
import { UserFilters } from "./user-filters.tsx";
import { userKey } from "./user-key.ts";
import { UsersTable } from "./users-table.tsx";

interface Props {
  page: Page<UserRow>;
  sources: readonly FilterOption[];
  isFiltered: boolean;
}

/** Every user that any webhook named. */
export function UserList({ page, sources, isFiltered }: Props) {
  return (
    <StateList
      path="/users"
      page={page}
      keyOf={userKey}
      noun={["user", "users"]}
      filters={<UserFilters sources={sources} />}
      empty={isFiltered ? <NoMatch noun="users" /> : <NoUsers />}
      copyColumns={USER_COPY_COLUMNS}
    >
      {(users) => <UsersTable users={users} />}
    </StateList>
  );
}

function NoUsers() {
  return (
    <EmptyState
      icon={UserRound}
      title="No users yet"
      hint={
        <>
          Every user that an Abound webhook names appears here, with tax payments and documents. Try it with signed
          samples: <code className="mono">npm run cli -- simulate --demo</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
