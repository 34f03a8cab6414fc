"use client";

import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** Why somebody does something; kept in the audit log. */
export function ReasonField({ value, onChange }: Props) {
  return (
    <Field label="Reason" optional hint="Kept in the audit log.">
      {(control) => (
        <Input {...control} value={value} maxLength={500} onChange={(change) => onChange(change.target.value)} />
      )}
    </Field>
  );
}
