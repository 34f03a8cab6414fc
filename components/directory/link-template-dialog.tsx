"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { formText } from "#components/sign-in/form-text.ts";
import { Field } from "#components/ui/field.tsx";
import { type FieldProblems, fieldProblems } from "#components/ui/field-problems.ts";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { LinkTemplateRow } from "#lib/domain/api/link-templates.ts";
import { KIND_PLACEHOLDERS, LINK_KINDS } from "#lib/domain/link-template.ts";

interface Props {
  /** Null to add one. */
  template: LinkTemplateRow | null;
  onClose: () => void;
}

const FIELDS = ["name", "template"] as const;
const KINDS = LINK_KINDS.map((kind) => ({ value: kind, label: `Each ${kind}` }));

export function LinkTemplateDialog({ template, onClose }: Props) {
  const [kind, setKind] = useState<LinkTemplateRow["subjectKind"]>(template?.subjectKind ?? "business");
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FieldProblems<(typeof FIELDS)[number]>>({});
  const run = useCommand();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    const given = { name: text("name"), subjectKind: kind, template: text("template") };
    setBusy(true);
    const outcome = await run(
      () =>
        template === null
          ? apiClient.post<LinkTemplateRow>("/link-templates", given)
          : apiClient.patch<LinkTemplateRow>(`/link-templates/${template.id}`, given),
      ({ name }) => ({ title: `${name} is saved` }),
    );
    setBusy(false);
    if (outcome.kind === "done") onClose();
    else setProblems(fieldProblems(outcome, FIELDS));
  }

  return (
    <FormDialog
      onClose={onClose}
      title={template === null ? "Add a link" : `Change ${template.name}`}
      action="Save link"
      busy={busy}
      problem={problems[""]}
      onSubmit={save}
    >
      <Field label="Name" hint="What the link says, such as “Open in our admin”." error={problems.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            defaultValue={template?.name}
            dir="auto"
            autoComplete="off"
            required
            maxLength={120}
          />
        )}
      </Field>
      <Field label="Shown on">
        {(control) => (
          <Select
            {...control}
            options={KINDS}
            value={kind}
            onChange={({ currentTarget }) => setKind(LINK_KINDS.find((each) => each === currentTarget.value) ?? kind)}
          />
        )}
      </Field>
      <AddressField kind={kind} template={template} problem={problems.template} />
    </FormDialog>
  );
}

interface AddressProps {
  kind: LinkTemplateRow["subjectKind"];
  template: LinkTemplateRow | null;
  problem: string | undefined;
}

function AddressField({ kind, template, problem }: AddressProps) {
  return (
    <Field
      label="Address"
      hint={
        <>
          Begins with https://. Each of these is replaced by the id, escaped:{" "}
          {KIND_PLACEHOLDERS[kind].map((name) => (
            <code key={name} className="mono mr-1.5">{`{${name}}`}</code>
          ))}
          Where an id is not known, the link is not shown.
        </>
      }
      error={problem}
    >
      {(control) => (
        <Input
          {...control}
          name="template"
          defaultValue={template?.template}
          placeholder={`https://admin.example.com/find?id={${KIND_PLACEHOLDERS[kind][0]}}`}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={2000}
          className="mono"
        />
      )}
    </Field>
  );
}
