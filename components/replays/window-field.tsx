"use client";

import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { chooseWindow, type ReplayWindow, windowChoices } from "./replay-windows.ts";

interface Props {
  now: Date;
  value: ReplayWindow;
  onChange: (value: ReplayWindow) => void;
}

/** When the events were received, where the filter does not say: in words, and as moments. */
export function WindowField({ now, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-strong">Received</legend>
      <div className="grid grid-cols-2 gap-1.5 md:grid-cols-3">
        {windowChoices(now).map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-2 rounded-md border border-line-strong px-2.5 py-1.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value.choice}
              onChange={() => onChange(chooseWindow(choice.value, now))}
              className="mt-0.75 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-strong">{choice.label}</span>
              <span className="block text-faint text-sm">{choice.hint}</span>
            </span>
          </label>
        ))}
      </div>
      {value.choice === "custom" ? <CustomWindow value={value} onChange={onChange} /> : null}
    </fieldset>
  );
}

function CustomWindow({ value, onChange }: Omit<Props, "now">) {
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Field label="From (UTC)">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            defaultValue={value.from?.slice(0, 16) ?? ""}
            onChange={(typed) => onChange({ ...value, from: toIso(typed.target.value) })}
          />
        )}
      </Field>
      <Field label="Until (UTC)">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            defaultValue={value.to?.slice(0, 16) ?? ""}
            onChange={(typed) => onChange({ ...value, to: toIso(typed.target.value) })}
          />
        )}
      </Field>
    </div>
  );
}

function toIso(typed: string): string | null {
  const time = typed === "" ? Number.NaN : Date.parse(`${typed}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
