import type { ReactNode } from "react";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

interface Props {
  label: string;
  hint: ReactNode;
  error?: string | undefined;
  value: string;
  placeholder?: string;
  optional?: boolean;
  onChange: (value: string) => void;
}

/** A whole number as the operator types it; whoever submits the form reads it. */
export function NumberField({ label, hint, error, value, placeholder, optional = false, onChange }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          placeholder={placeholder}
          onChange={(typed) => onChange(typed.target.value)}
        />
      )}
    </Field>
  );
}
