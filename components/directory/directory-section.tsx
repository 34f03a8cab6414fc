"use client";

import { BookUser, Download, Plus, Upload } from "lucide-react";
import { useState } from "react";
import { ListPager } from "#components/table/list-pager.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import type { DirectoryRow } from "#lib/domain/api/directory.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { DirectorySearch } from "./directory-search.tsx";
import { DirectoryTable } from "./directory-table.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { RemoveNameDialog } from "./remove-name-dialog.tsx";
import { UploadDialog } from "./upload-dialog.tsx";

interface Props {
  page: Page<DirectoryRow>;
  isFiltered: boolean;
  canChange: boolean;
}

type Open = { kind: "add" | "upload" } | { kind: "edit" | "remove"; entry: DirectoryRow } | null;

/** The names that operators gave, and how they give more. */
export function DirectorySection({ page, isFiltered, canChange }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const isEmpty = page.data.length === 0;
  const actions = canChange ? (
    <>
      <Button onClick={() => setOpen({ kind: "upload" })}>
        <Upload size={14} aria-hidden /> Upload CSV…
      </Button>
      <Button tone="primary" onClick={() => setOpen({ kind: "add" })}>
        <Plus size={14} aria-hidden /> Add name
      </Button>
    </>
  ) : null;
  return (
    <Section title="Names" aside={isEmpty && !isFiltered ? null : actions}>
      <div className="flex flex-col gap-3">
        {isEmpty && !isFiltered ? null : <Tools />}
        {isEmpty ? (
          <div className="rounded-lg border">
            {isFiltered ? <NoMatch noun="names" /> : <NoNames actions={actions} />}
          </div>
        ) : (
          <DirectoryTable
            entries={page.data}
            {...(canChange
              ? {
                  onEdit: (entry: DirectoryRow) => setOpen({ kind: "edit", entry }),
                  onRemove: (entry: DirectoryRow) => setOpen({ kind: "remove", entry }),
                }
              : {})}
          />
        )}
        <div className="-mx-4 md:-mx-6">
          <ListPager page={page} noun={["name", "names"]} labels={["First page", "Next page"]} />
        </div>
      </div>
      <OpenDialog open={open} onClose={() => setOpen(null)} />
    </Section>
  );
}

function Tools() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <DirectorySearch />
      <a href="/api/v1/directory?format=csv" download className={buttonStyle("ghost")}>
        <Download size={14} aria-hidden /> Download all as CSV
      </a>
    </div>
  );
}

function OpenDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  switch (open?.kind) {
    case undefined:
      return null;
    case "add":
      return <NameDialog entry={null} onClose={onClose} />;
    case "upload":
      return <UploadDialog onClose={onClose} />;
    case "edit":
      return <NameDialog entry={open.entry} onClose={onClose} />;
    case "remove":
      return <RemoveNameDialog entry={open.entry} onClose={onClose} />;
  }
}

function NoNames({ actions }: { actions: React.ReactNode }) {
  return (
    <EmptyState
      icon={BookUser}
      title="No names yet"
      hint="Webhooks carry ids only. Give the businesses and users behind them the names you know them by: they are shown wherever the id is, found by the search, and an entry with a business and a user joins the two."
      action={actions}
    />
  );
}
