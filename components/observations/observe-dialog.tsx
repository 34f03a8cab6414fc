"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { fromLocalInput, toLocalInput } from "#components/ui/local-time-input.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";
import { SaysField } from "./says-field.tsx";

export interface ObserveSubject {
  subjectKind: ObservedKind;
  /** The source's slug. */
  source: string;
  subjectKey: readonly string[];
  /** What the events say, to compare with. */
  stateNow?: string | null;
  /** Names the subject in words, where the page around does not. */
  subjectLabel?: string;
}

interface Props extends ObserveSubject {
  onClose: () => void;
}

/** Records what the provider shows: what, when and a note. */
export function ObserveDialog(props: Props) {
  const { subjectKind, source, subjectKey, onClose } = props;
  const [says, setSays] = useState("");
  const [note, setNote] = useState("");
  const [opened] = useState(() => toLocalInput(new Date()));
  const [looked, setLooked] = useState(opened);
  const run = useCommand();

  async function record() {
    if (says.trim() === "") return { kind: "refused" as const, message: "Say what the provider showed." };
    const at = fromLocalInput(looked);
    if (at === null) return { kind: "refused" as const, message: "Say when you looked." };
    const time = looked === opened ? {} : { checkedAt: at };
    const body = { subjectKind, source, subjectKey, says, ...time, ...(note.trim() ? { note } : {}) };
    return run(
      () => apiClient.post<ObservationRow>("/observations", body),
      () => ({
        title: "Recorded",
        description: "It quiets the work queue until a newer event. The state stays as it is.",
      }),
    );
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title="Checked at the provider"
      confirmLabel="Record what it showed"
      onConfirm={record}
    >
      <Compare {...props} />
      <SaysField subjectKind={subjectKind} value={says} onChange={setSays} />
      <Field label="When you looked" hint="Your local time; now unless you change it.">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={looked}
            max={opened}
            onChange={(change) => setLooked(change.target.value)}
          />
        )}
      </Field>
      <Field label="Note" optional>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(change) => setNote(change.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}

function Compare({ stateNow, subjectLabel }: Props) {
  const subject = subjectLabel === undefined ? "" : `${subjectLabel}. `;
  if (!stateNow) return <p>{subject}What you record is shown beside the state and does not change it.</p>;
  return (
    <p>
      {subject}The events say <span className="font-medium text-strong">{stateNow.replaceAll("_", " ")}</span>. What you
      record is shown beside it and does not change it.
    </p>
  );
}
