"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ObservedKind } from "#lib/domain/api/observations.ts";
import { OBSERVABLE } from "#lib/domain/observation.ts";

interface Props {
  subjectKind: ObservedKind;
  value: string;
  onChange: (says: string) => void;
}

/** What the provider shows: one of its words, or any status where it may write what it likes. */
export function SaysField({ subjectKind, value, onChange }: Props) {
  const { words } = OBSERVABLE[subjectKind];
  return (
    <Field label="It showed" hint={words === null ? "The status as the provider writes it." : undefined}>
      {(control) =>
        words === null ? (
          <Input
            {...control}
            value={value}
            maxLength={60}
            autoComplete="off"
            onChange={(change) => onChange(change.target.value)}
          />
        ) : (
          <Select
            {...control}
            value={value}
            options={[{ value: "", label: "Choose…" }, ...words.map((word) => ({ value: word, label: word }))]}
            onChange={(change) => onChange(change.target.value)}
          />
        )
      }
    </Field>
  );
}
