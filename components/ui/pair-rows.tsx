"use client";

import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";

export interface Pair {
  name: string;
  value: string;
  /** The value is stored and not shown; left empty it stays. */
  isStored?: boolean;
}

interface Props {
  legend: string;
  hint: ReactNode;
  error?: string | undefined;
  /** What a row is: "header", "secret". */
  noun: string;
  nameLabel: string;
  namePlaceholder: string;
  pairs: readonly Pair[];
  onChange: (pairs: Pair[]) => void;
}

/** Names with secret values, as many as needed. */
export function PairRows(props: Props) {
  const { legend, hint, error, noun, pairs, onChange } = props;
  const id = useId();
  const change = (index: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium text-strong">
        {legend}
        <span className="font-normal text-faint"> (optional)</span>
      </legend>
      <div className="text-faint text-sm">{hint}</div>
      {pairs.map((pair, index) => (
        <PairRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity, and its inputs are controlled
          key={index}
          {...props}
          pair={pair}
          invalid={error !== undefined}
          onPart={(part) => change(index, part)}
          onRemove={() => onChange(pairs.filter((_, at) => at !== index))}
        />
      ))}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
      <div>
        <Button size="sm" onClick={() => onChange([...pairs, { name: "", value: "" }])}>
          <Plus size={14} aria-hidden />
          Add a {noun}
        </Button>
      </div>
    </fieldset>
  );
}

interface RowProps extends Pick<Props, "noun" | "nameLabel" | "namePlaceholder"> {
  pair: Pair;
  invalid: boolean;
  onPart: (part: Partial<Pair>) => void;
  onRemove: () => void;
}

function PairRow({ pair, invalid, noun, nameLabel, namePlaceholder, onPart, onRemove }: RowProps) {
  const shared = { autoComplete: "off", spellCheck: false, "aria-invalid": invalid || undefined };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <Input
        {...shared}
        aria-label={nameLabel}
        placeholder={namePlaceholder}
        value={pair.name}
        readOnly={pair.isStored}
        onChange={(typed) => onPart({ name: typed.target.value })}
      />
      <Input
        {...shared}
        className="max-sm:order-last max-sm:col-span-2"
        aria-label={pair.name ? `Value of ${pair.name}` : "Value"}
        placeholder={pair.isStored ? "stored; leave empty to keep it" : "value"}
        type="password"
        value={pair.value}
        onChange={(typed) => onPart({ value: typed.target.value })}
      />
      <IconButton
        label={pair.name ? `Remove ${pair.name}` : `Remove this ${noun}`}
        icon={<Trash2 size={14} aria-hidden />}
        onClick={onRemove}
      />
    </div>
  );
}
