"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  name?: string;
  autoComplete: "current-password" | "new-password";
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, hint, error, name = "password", autoComplete }: Props) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            type={isShown ? "text" : "password"}
            name={name}
            autoComplete={autoComplete}
            required
            className="pr-9"
          />
          <button
            type="button"
            aria-label={isShown ? "Hide what is typed" : "Show what is typed"}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 inline-flex w-8 items-center justify-center text-faint hover:text-strong"
          >
            <Icon size={14} aria-hidden />
          </button>
        </div>
      )}
    </Field>
  );
}
