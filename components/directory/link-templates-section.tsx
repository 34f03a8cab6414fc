"use client";

import { Link2, Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { LinkTemplateRow } from "#lib/domain/api/link-templates.ts";
import { LinkTemplateDialog } from "./link-template-dialog.tsx";

interface Props {
  templates: readonly LinkTemplateRow[];
  canChange: boolean;
}

type Open = { kind: "add" } | { kind: "edit" | "remove"; template: LinkTemplateRow } | null;

const FACTS: readonly DataColumn<LinkTemplateRow>[] = [
  {
    id: "name",
    header: "Name",
    width: "w-[22%]",
    narrow: "lead",
    cell: ({ name }) => <bdi className="font-medium text-strong">{name}</bdi>,
  },
  { id: "kind", header: "Shown on", width: "w-28", narrow: "aside", cell: ({ subjectKind }) => subjectKind },
  {
    id: "template",
    header: "Address",
    narrow: "detail",
    cell: ({ template }) => (
      <code title={template} className="mono block truncate">
        {template}
      </code>
    ),
  },
];

/** Links to the operators' own tools and to the provider, shown with what they are for. */
export function LinkTemplatesSection({ templates, canChange }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = canChange ? (
    <Button onClick={() => setOpen({ kind: "add" })}>
      <Plus size={14} aria-hidden /> Add link
    </Button>
  ) : null;
  return (
    <Section title="Links" aside={templates.length === 0 ? null : add}>
      {templates.length === 0 ? (
        <div className="rounded-lg border">
          <EmptyState
            icon={Link2}
            title="No links yet"
            hint="Link each business, connection, user or resource to your own admin or to the provider’s dashboard."
            action={add}
          />
        </div>
      ) : (
        <DataTable
          label="Link templates"
          rows={templates}
          columns={canChange ? [...FACTS, actionColumn(setOpen)] : FACTS}
          rowId={({ id }) => id}
          rowLabel={({ name }) => name}
        />
      )}
      {open?.kind === "add" ? <LinkTemplateDialog template={null} onClose={close} /> : null}
      {open?.kind === "edit" ? <LinkTemplateDialog template={open.template} onClose={close} /> : null}
      {open?.kind === "remove" ? <RemoveDialog template={open.template} onClose={close} /> : null}
    </Section>
  );
}

function actionColumn(setOpen: (open: Open) => void): DataColumn<LinkTemplateRow> {
  return {
    id: "actions",
    header: "Actions",
    width: "w-44",
    align: "end",
    narrow: "detail",
    cell: (template) => (
      <span className="inline-flex gap-1">
        <Button
          tone="ghost"
          size="sm"
          aria-label={`Change ${template.name}`}
          onClick={() => setOpen({ kind: "edit", template })}
        >
          Change…
        </Button>
        <Button
          tone="ghost"
          size="sm"
          aria-label={`Delete ${template.name}`}
          onClick={() => setOpen({ kind: "remove", template })}
        >
          Delete…
        </Button>
      </span>
    ),
  };
}

function RemoveDialog({ template, onClose }: { template: LinkTemplateRow; onClose: () => void }) {
  const run = useCommand();
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Delete the link ${template.name}`}
      confirmLabel="Delete link"
      tone="danger"
      onConfirm={() =>
        run(
          () => apiClient.delete(`/link-templates/${template.id}`),
          () => ({ title: `${template.name} is deleted` }),
        )
      }
    >
      <p>It is no longer shown on any {template.subjectKind}.</p>
    </ConfirmDialog>
  );
}
