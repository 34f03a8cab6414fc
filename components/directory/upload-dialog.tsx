"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { DirectoryChange } from "#lib/domain/api/directory.ts";
import { readUtf8, type UploadPreview, useUploadPreview } from "./use-upload-preview.ts";

/** Takes a CSV file, shows what it would change, and changes it once that is confirmed. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const [csv, setCsv] = useState<string | null>(null);
  const [replace, setReplace] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { preview, ask } = useUploadPreview();
  const run = useCommand();

  async function choose(file: File | undefined) {
    const text = file === undefined ? null : await readUtf8(file);
    setCsv(text);
    setProblem(null);
    if (file !== undefined) ask(text, replace);
  }

  function changeReplace(next: boolean) {
    setReplace(next);
    if (csv !== null) ask(csv, next);
  }

  async function save() {
    setBusy(true);
    const outcome = await run(
      () => apiClient.put<DirectoryChange>(`/directory?replace=${replace}`, { csv }),
      (change) => ({ title: "The directory is updated", description: inWords(change) }),
    );
    setBusy(false);
    if (outcome.kind === "done") onClose();
    else setProblem(outcome.message);
  }

  return (
    <Dialog
      onClose={onClose}
      title="Upload names"
      description="A CSV file with a header row: display name, and at least one of external id, business id, user id."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} disabled={!hasChange(preview)} onClick={save}>
            {replace ? "Replace the directory" : "Update the directory"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="CSV file" hint="UTF-8, comma or semicolon, up to 50,000 names. Other columns are passed over.">
          {(control) => (
            <Input
              {...control}
              type="file"
              accept=".csv,text/csv"
              className="h-auto py-1 file:mr-3 file:rounded-sm file:bg-hover file:px-2 file:py-0.5 file:text-strong"
              onChange={(event) => void choose(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <CheckField
          label="Remove every name that is not in the file"
          hint="Otherwise names are added and changed, and the others stay."
          checked={replace}
          onChange={(event) => changeReplace(event.currentTarget.checked)}
        />
        <div aria-live="polite">
          {problem === null ? <Preview preview={preview} /> : <Notice tone="bad">{problem}</Notice>}
        </div>
      </div>
    </Dialog>
  );
}

function Preview({ preview }: { preview: UploadPreview }) {
  switch (preview.kind) {
    case "none":
      return null;
    case "reading":
      return <p className="text-faint">Comparing with the directory…</p>;
    case "refused":
      return (
        <Notice tone="bad" title="Nothing was changed">
          {preview.message}
        </Notice>
      );
    case "ready":
      return (
        <Notice tone={preview.change.removed > 0 ? "warn" : "quiet"} title={inWords(preview.change)}>
          {hasChange(preview)
            ? `The directory will hold ${plural(preview.change.total, "name")}.`
            : "The directory holds all of this already."}
        </Notice>
      );
  }
}

function hasChange(preview: UploadPreview): boolean {
  return preview.kind === "ready" && preview.change.added + preview.change.changed + preview.change.removed > 0;
}

function inWords({ added, changed, unchanged, removed }: DirectoryChange): string {
  const count = (value: number) => value.toLocaleString("en-GB");
  return `${count(added)} added, ${count(changed)} changed, ${count(removed)} removed, ${count(unchanged)} as they were`;
}
