import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

export interface RadioCard<Value extends string> {
  value: Value;
  label: string;
  hint: ReactNode;
}

interface Props<Value extends string> {
  legend: string;
  legendHidden?: boolean;
  value: Value;
  options: readonly RadioCard<Value>[];
  onChange: (value: Value) => void;
}

/** One choice of several, each with its consequence in words. */
export function RadioCards<Value extends string>({
  legend,
  legendHidden = false,
  value,
  options,
  onChange,
}: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className={clsx("mb-1.5 font-medium text-strong", legendHidden && "sr-only")}>{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line-strong px-3 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium text-strong">{option.label}</span>
            <span className="block text-normal">{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
