"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { formText } from "#components/sign-in/form-text.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DirectoryChange, DirectoryRow } from "#lib/domain/api/directory.ts";

interface Props {
  /** Null to add one. */
  entry: DirectoryRow | null;
  onClose: () => void;
}

const IDS = [
  ["externalId", "External id", "Your own id of the business, as Asset repeats it."],
  ["businessId", "Asset business id", "biz_…"],
  ["userId", "Abound user id", "Together with a business it joins the two."],
] as const;

/** Gives one name, or changes its ids. */
export function NameDialog({ entry, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useCommand();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    const displayName = text("displayName").trim();
    const given = Object.fromEntries(IDS.map(([name]) => [name, text(name).trim() || null]));
    if (Object.values(given).every((id) => id === null)) return setProblem("Enter at least one id.");
    setBusy(true);
    const outcome = await run(
      () =>
        apiClient.put<DirectoryChange>("/directory", [
          { ...given, displayName, ...(entry === null ? {} : { id: entry.id }) },
        ]),
      ({ removed }) => ({
        title: `${displayName} is saved`,
        ...(removed === 0 ? {} : { description: "It took the place of another entry that had one of its ids." }),
      }),
    );
    setBusy(false);
    if (outcome.kind === "done") onClose();
    else setProblem(outcome.message.replace(/^row 1: /, ""));
  }

  return (
    <FormDialog
      onClose={onClose}
      title={entry === null ? "Add a name" : `Change ${entry.displayName}`}
      description="Shown wherever one of these ids is, marked as given by operators."
      action="Save name"
      busy={busy}
      problem={problem}
      onSubmit={save}
    >
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            name="displayName"
            defaultValue={entry?.displayName}
            dir="auto"
            autoComplete="off"
            required
            maxLength={400}
          />
        )}
      </Field>
      {IDS.map(([name, label, hint]) => (
        <Field key={name} label={label} hint={hint} optional>
          {(control) => (
            <Input
              {...control}
              name={name}
              defaultValue={entry?.[name] ?? ""}
              autoComplete="off"
              spellCheck={false}
              className="mono"
            />
          )}
        </Field>
      ))}
    </FormDialog>
  );
}
