"use client";

import { type FormEvent, useState } from "react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { useCommand } from "#components/layout/use-command.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import { type ReverifiedCounts, reverifiedToast } from "./reverified-toast.ts";
import { REVERIFY_SPANS, readReverifySince } from "./reverify-since.ts";

interface Props {
  sources: readonly FilterOption[];
  /** The slug that the list is filtered by. */
  source: string | null;
  onClose: () => void;
}

/** Verifies again what a source refused since a time, after a key or secret was fixed. */
export function ReverifyDialog({ sources, source, onClose }: Props) {
  const [slug, setSlug] = useState(source ?? sources[0]?.value ?? "");
  const [span, setSpan] = useState("24h");
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useCommand();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const since = readReverifySince(span, typed, new Date());
    if (since.kind === "invalid") return setProblem(since.message);
    setBusy(true);
    const body = { source: slug, ...(since.kind === "since" ? { since: since.since } : {}) };
    const outcome = await run(() => apiClient.post<ReverifiedCounts>("/requests/reverify", body), reverifiedToast);
    setBusy(false);
    if (outcome.kind === "done") return onClose();
    setProblem(outcome.message);
  }

  return (
    <FormDialog
      onClose={onClose}
      title="Verify refused requests again"
      action="Verify and accept"
      busy={busy}
      problem={problem}
      onSubmit={submit}
    >
      <p>
        For the time after a key or secret was fixed. What verifies with the keys and secrets of now becomes an event
        with the time at which it arrived, and is sent to its destinations; the rest stays refused. A shared header that
        was wrong stays wrong.
      </p>
      <Field label="Source">
        {(control) => (
          <Select {...control} options={sources} value={slug} onChange={(event) => setSlug(event.target.value)} />
        )}
      </Field>
      <Field label="Received" hint="Of a refused request up to 4 KiB are kept; longer ones cannot be verified again.">
        {(control) => (
          <Select
            {...control}
            options={REVERIFY_SPANS}
            value={span}
            onChange={(event) => setSpan(event.target.value)}
          />
        )}
      </Field>
      {span === "at" ? (
        <Field label="Since (your time)">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </FormDialog>
  );
}
