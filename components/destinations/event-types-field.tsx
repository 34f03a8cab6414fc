"use client";

import { X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { plural } from "#components/ui/plural.ts";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { matchesEventType } from "#lib/domain/event-type-filter.ts";

interface Props {
  every: boolean;
  patterns: readonly string[];
  /** Types that were received here already. */
  known: readonly string[];
  error?: string | undefined;
  onEvery: (every: boolean) => void;
  onPatterns: (patterns: string[]) => void;
}

/** Which events a destination takes: all, or those that fit a list of types and wildcards. */
export function EventTypesField({ every, patterns, known, error, onEvery, onPatterns }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <RadioCards
        legend="Event types"
        value={every ? "every" : "some"}
        onChange={(choice) => onEvery(choice === "every")}
        options={[
          { value: "every", label: "Every event", hint: "Also types that the providers add later." },
          { value: "some", label: "Only these types", hint: "Names, or wildcards such as PLAID_* or taxPayments.*" },
        ]}
      />
      {every ? null : <PatternList patterns={patterns} known={known} error={error} onChange={onPatterns} />}
    </div>
  );
}

interface ListProps extends Pick<Props, "patterns" | "known" | "error"> {
  onChange: (patterns: string[]) => void;
}

function PatternList({ patterns, known, error, onChange }: ListProps) {
  const [typed, setTyped] = useState("");
  const listId = useId();
  function add() {
    const given = typed.split(/[\s,]+/).filter((part) => part !== "");
    onChange([...new Set([...patterns, ...given])]);
    setTyped("");
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label="Add a type" hint={matchText(patterns, known)} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              className="mono"
              list={listId}
              value={typed}
              placeholder="PLAID_*"
              autoComplete="off"
              spellCheck={false}
              onChange={(change) => setTyped(change.target.value)}
              onKeyDown={(key) => {
                if (key.key !== "Enter") return;
                key.preventDefault();
                add();
              }}
            />
            <Button onClick={add} disabled={typed.trim() === ""}>
              Add
            </Button>
          </div>
        )}
      </Field>
      <datalist id={listId}>
        {known.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <ul aria-label="Chosen event types" className="flex flex-wrap gap-1.5">
        {patterns.map((pattern) => (
          <li key={pattern} className="inline-flex items-center gap-1 rounded-sm bg-accent-soft pl-2 text-accent">
            <span className="mono">{pattern}</span>
            <button
              type="button"
              aria-label={`Remove ${pattern}`}
              className="rounded-sm p-1 hover:bg-hover"
              onClick={() => onChange(patterns.filter((other) => other !== pattern))}
            >
              <X size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function matchText(patterns: readonly string[], known: readonly string[]): string {
  if (known.length === 0) return "No event has arrived yet, so there is nothing to choose from. Type the name.";
  if (patterns.length === 0) return `${plural(known.length, "type has", "types have")} arrived so far.`;
  const fitting = known.filter((type) => matchesEventType(patterns, type)).length;
  return `Fits ${fitting} of the ${known.length} types that have arrived so far.`;
}
