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
import type { CreatedApiKey } from "#lib/domain/api/api-keys.ts";
import { KeyOnceDialog } from "./key-once-dialog.tsx";
import { type KeyScopes, ScopeChoice, scopesOf } from "./scope-choice.tsx";

const FIELDS = ["name", "scopes", "expiresAt"] as const;
const DAY_MS = 86_400_000;
const LIVES = [
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "", label: "Never" },
];

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const [scopes, setScopes] = useState<KeyScopes>({ preset: "viewer", permissions: [] });
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FieldProblems<(typeof FIELDS)[number]>>({});
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const run = useCommand();

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    const input = { name: text("name"), scopes: scopesOf(scopes), ...expiry(text("life")) };
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<CreatedApiKey>("/api-keys", input),
      (apiKey) => {
        setCreated(apiKey);
        return { title: `${apiKey.name} is created` };
      },
    );
    setBusy(false);
    setProblems(outcome.kind === "refused" ? fieldProblems(outcome, FIELDS) : {});
  }

  if (created !== null) return <KeyOnceDialog apiKey={created} onClose={onClose} />;
  return (
    <FormDialog
      onClose={onClose}
      title="Create an API key"
      action="Create"
      busy={busy}
      problem={problems[""]}
      onSubmit={create}
    >
      <Field label="Name" hint="Who or what uses it. The audit log names it so." error={problems.name}>
        {(control) => <Input {...control} name="name" autoComplete="off" required maxLength={120} />}
      </Field>
      <ScopeChoice value={scopes} onChange={setScopes} error={problems.scopes} />
      <Field label="Expires" error={problems.expiresAt}>
        {(control) => <Select {...control} name="life" options={LIVES} defaultValue="365" />}
      </Field>
    </FormDialog>
  );
}

function expiry(days: string): { expiresAt?: string } {
  return days === "" ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };
}
