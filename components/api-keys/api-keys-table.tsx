"use client";

import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ApiKeyRow } from "#lib/domain/api/api-keys.ts";

interface Props {
  apiKeys: readonly ApiKeyRow[];
  actions?: (apiKey: ApiKeyRow) => ReactNode;
}

const LOOKS = {
  active: { tone: "ok", icon: CircleCheck, label: "Active" },
  expired: { tone: "warn", icon: Clock, label: "Expired" },
  revoked: { tone: "quiet", icon: CircleSlash, label: "Revoked" },
} satisfies Record<ApiKeyRow["status"], StatusLook>;

const COLUMNS: readonly DataColumn<ApiKeyRow>[] = [
  { id: "name", header: "Name", width: "w-[22%]", narrow: "lead", cell: (apiKey) => <Name apiKey={apiKey} /> },
  {
    id: "status",
    header: "Status",
    width: "w-28",
    narrow: "aside",
    cell: (apiKey) => <Status look={LOOKS[apiKey.status]} variant="plain" />,
  },
  {
    id: "scopes",
    header: "Scopes",
    width: "w-[24%]",
    narrow: "detail",
    cell: (apiKey) => <span title={apiKey.scopes.join(", ")}>{apiKey.scopes.join(", ")}</span>,
  },
  {
    id: "used",
    header: "Last used",
    narrow: "detail",
    cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} />,
  },
  {
    id: "expires",
    header: "Expires",
    narrow: "hide",
    cell: ({ expiresAt }) => (expiresAt ? <TimeAgo at={expiresAt} /> : <span className="text-faint">never</span>),
  },
];

export function ApiKeysTable({ apiKeys, actions }: Props) {
  const columns = useMemo(() => (actions ? [...COLUMNS, actionColumn(actions)] : COLUMNS), [actions]);
  return (
    <DataTable
      label="API keys"
      fill
      rows={apiKeys}
      columns={columns}
      rowId={(apiKey) => apiKey.id}
      rowLabel={(apiKey) => apiKey.name}
    />
  );
}

function actionColumn(actions: (apiKey: ApiKeyRow) => ReactNode): DataColumn<ApiKeyRow> {
  return { id: "actions", header: "Actions", width: "w-28", align: "end", narrow: "detail", cell: actions };
}

function LastUsed({ at }: { at: string | null }) {
  if (at === null) {
    return (
      <span className="text-faint">
        never<span className="md:hidden"> used</span>
      </span>
    );
  }
  return (
    <>
      <span className="md:hidden">used </span>
      <TimeAgo at={at} />
    </>
  );
}

function Name({ apiKey }: { apiKey: ApiKeyRow }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <span className="truncate font-medium text-strong">{apiKey.name}</span>
      <span className="mono text-faint">…{apiKey.last4}</span>
      {apiKey.isBootstrap ? <Badge>from the environment</Badge> : null}
    </span>
  );
}
