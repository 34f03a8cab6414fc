"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { ListPager } from "#components/table/list-pager.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ApiKeyRow } from "#lib/domain/api/api-keys.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { ApiKeysTable } from "./api-keys-table.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { RevokeKeyDialog } from "./revoke-key-dialog.tsx";

interface Props {
  page: Page<ApiKeyRow>;
  canChange: boolean;
}

type Open = { kind: "create" } | { kind: "revoke"; apiKey: ApiKeyRow } | null;

/** The keys of scripts and services, and what an admin does about them. */
export function ApiKeysPanel({ page, canChange }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const create = canChange ? (
    <Button tone="primary" size="sm" onClick={() => setOpen({ kind: "create" })}>
      <Plus size={14} aria-hidden /> Create API key
    </Button>
  ) : null;
  return (
    <>
      <ListToolbar actions={create}>
        <span className="text-faint">For scripts and services that use the API.</span>
      </ListToolbar>
      {page.data.length === 0 ? (
        <div className="flex-1 border-t">
          <EmptyState
            icon={KeyRound}
            title="No API keys yet"
            hint="A key lets a script or a service use the API with the rights you choose. Create one to begin."
          />
        </div>
      ) : (
        <ApiKeysTable
          apiKeys={page.data}
          {...(canChange
            ? {
                actions: (apiKey: ApiKeyRow) => (
                  <RevokeButton apiKey={apiKey} onClick={() => setOpen({ kind: "revoke", apiKey })} />
                ),
              }
            : {})}
        />
      )}
      <ListPager page={page} noun={["API key", "API keys"]} />
      {open?.kind === "create" ? <CreateKeyDialog onClose={close} /> : null}
      {open?.kind === "revoke" ? <RevokeKeyDialog apiKey={open.apiKey} onClose={close} /> : null}
    </>
  );
}

function RevokeButton({ apiKey, onClick }: { apiKey: ApiKeyRow; onClick: () => void }) {
  if (apiKey.status === "revoked") return null;
  return (
    <Button tone="ghost" size="sm" aria-label={`Revoke ${apiKey.name}`} onClick={onClick}>
      Revoke…
    </Button>
  );
}
