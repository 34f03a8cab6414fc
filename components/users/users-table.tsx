"use client";

import { CircleX } from "lucide-react";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { needsSource } from "#components/sources/needs-source.ts";
import { EVENT_COUNT_COLUMN, LAST_EVENT_COLUMN, SOURCE_COLUMN } from "#components/state/state-columns.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { CopyId } from "#components/ui/copy-id.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { DirectoryName } from "#components/ui/directory-name.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { plural } from "#components/ui/plural.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import { Status } from "#components/ui/status.tsx";
import type { UserRow } from "#lib/domain/api/users.ts";
import { resourceCounts } from "./resource-counts.ts";
import { userKey } from "./user-key.ts";
import { UserLabel } from "./user-label.tsx";

const COLUMNS: readonly DataColumn<UserRow>[] = [
  {
    id: "user",
    header: "User",
    narrow: "lead",
    cell: (user) => <UserLabel id={user.id} displayName={user.displayName} />,
    beside: ({ id, displayName }) =>
      displayName === null ? (
        <CopyId id={id} />
      ) : (
        <IdChip id={id} tabbable={false} className="shrink-0 text-faint max-md:hidden" />
      ),
  },
  SOURCE_COLUMN,
  {
    id: "business",
    header: "Business",
    width: "w-[14%]",
    narrow: "hide",
    cell: ({ business }) => <JoinedBusiness business={business} />,
  },
  {
    id: "resources",
    header: "Resources",
    width: "w-[31%]",
    narrow: "detail",
    cell: (user) => <Resources user={user} />,
  },
  {
    id: "errors",
    header: "Open errors",
    width: "w-28",
    narrow: "detail",
    cell: ({ openErrors }) =>
      openErrors === 0 ? (
        <Dash />
      ) : (
        <Status look={{ tone: "bad", icon: CircleX, label: plural(openErrors, "error") }} variant="plain" />
      ),
  },
  EVENT_COUNT_COLUMN,
  LAST_EVENT_COLUMN,
];

const COLUMNS_OF_ONE_SOURCE = COLUMNS.filter(({ id }) => id !== "source");

interface Props {
  users: readonly UserRow[];
}

export function UsersTable({ users }: Props) {
  return (
    <DataTable
      label="Users"
      fill
      minWidth="md:min-w-[70rem]"
      rows={users}
      columns={needsSource(users) ? COLUMNS : COLUMNS_OF_ONE_SOURCE}
      rowId={userKey}
      rowLabel={({ id, displayName }) => displayName ?? id}
      rowHref={({ id, source }) => href.user(id, source)}
    />
  );
}

function JoinedBusiness({ business }: Pick<UserRow, "business">) {
  if (business === null) return <Dash says="not joined by your directory" />;
  return (
    <Link href={href.business(business.id)} className="hover:text-strong hover:underline">
      {business.displayName === null ? (
        <span className="mono">{shortenId(business.id)}</span>
      ) : (
        <DirectoryName name={business.displayName} />
      )}
    </Link>
  );
}

function Resources({ user }: { user: UserRow }) {
  const text = resourceCounts(user);
  return text === "" ? <Dash says="no resource reported" /> : <span title={text}>{text}</span>;
}
