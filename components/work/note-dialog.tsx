"use client";

import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { useAnnotate } from "./use-annotate.ts";

/** What the next operator should know about an item. */
export function NoteDialog({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  const [note, setNote] = useState(item.annotation.note ?? "");
  const { annotate } = useAnnotate(item);
  const isEmpty = note.trim() === "";
  return (
    <ConfirmDialog
      onClose={onClose}
      title="Note"
      confirmLabel={isEmpty ? "Remove the note" : "Save the note"}
      onConfirm={() => annotate({ note: isEmpty ? null : note }, isEmpty ? "Note removed" : "Note saved")}
    >
      <p>{item.title}</p>
      <Field label="Note" hint="Stays with the item, also when it comes back. Everyone who sees the queue can read it.">
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={2000}
            value={note}
            onChange={(change) => setNote(change.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
