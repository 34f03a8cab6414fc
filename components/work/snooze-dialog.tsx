"use client";

import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { fromLocalInput, toLocalInput } from "#components/ui/local-time-input.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { SNOOZE_CHOICES } from "./snooze-choices.ts";
import { useAnnotate } from "./use-annotate.ts";

/** Hides an item until a date that the operator chooses. */
export function SnoozeDialog({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  const [until, setUntil] = useState(() => toLocalInput(SNOOZE_CHOICES.at(-1)?.until(new Date()) ?? new Date()));
  const { annotate } = useAnnotate(item);

  async function snooze() {
    const at = fromLocalInput(until);
    if (at === null) return { kind: "refused" as const, message: "Say until when." };
    return annotate({ snooze: { until: at } }, "Snoozed");
  }

  return (
    <ConfirmDialog onClose={onClose} title="Snooze until a date" confirmLabel="Snooze" onConfirm={snooze}>
      <p>{item.title}</p>
      <Field label="Until" hint="Your local time. It comes back earlier if its deciding event changes.">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={until}
            onChange={(change) => setUntil(change.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
