"use client";

import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Assignee } from "#lib/domain/api/assignees.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { useAnnotate } from "./use-annotate.ts";

interface Props {
  item: WorkItem;
  assignees: readonly Assignee[];
  onClose: () => void;
}

/** Gives an item to an operator, or to nobody. */
export function AssignDialog({ item, assignees, onClose }: Props) {
  const [chosen, setChosen] = useState(item.annotation.assigneeId ?? "");
  const { annotate } = useAnnotate(item);
  const name = assignees.find(({ id }) => id === chosen)?.name;
  return (
    <ConfirmDialog
      onClose={onClose}
      title="Assign"
      confirmLabel={name === undefined ? "Assign to nobody" : `Assign to ${name}`}
      onConfirm={() =>
        annotate(
          { assigneeId: name === undefined ? null : chosen },
          name === undefined ? "Assigned to nobody" : `Assigned to ${name}`,
        )
      }
    >
      <p>{item.title}</p>
      <Field label="Assignee">
        {(control) => (
          <Select
            {...control}
            value={chosen}
            options={[{ value: "", label: "Nobody" }, ...assignees.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(change) => setChosen(change.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
