"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { formatUtc } from "#components/ui/format-time.ts";
import { Select } from "#components/ui/select.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { AttemptFactsTable } from "./attempt-facts-table.tsx";
import { BodyDiff } from "./body-diff.tsx";
import { HeaderDiff } from "./header-diff.tsx";

interface Props {
  /** Two or more. */
  attempts: readonly AttemptRow[];
  canSeeResponses: boolean;
}

/** Two attempts beside each other: what was alike and what differed. */
export function CompareAttempts({ attempts, canSeeResponses }: Props) {
  const oldestFirst = attempts.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const [leftId, setLeftId] = useState(oldestFirst.at(-2)?.id ?? "");
  const [rightId, setRightId] = useState(oldestFirst.at(-1)?.id ?? "");
  const left = oldestFirst.find(({ id }) => id === leftId) ?? oldestFirst.at(-2);
  const right = oldestFirst.find(({ id }) => id === rightId) ?? oldestFirst.at(-1);
  if (left === undefined || right === undefined) return null;
  const options = oldestFirst.map(({ id, number, startedAt }) => ({
    value: id,
    label: `Attempt ${number}, ${formatUtc(startedAt).slice(0, 19)} UTC`,
  }));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label="Compare" options={options} value={left.id} onChange={setLeftId} />
        <Choice label="with" options={options} value={right.id} onChange={setRightId} />
      </div>
      <AttemptFactsTable left={left} right={right} />
      <HeaderDiff title="Request headers" left={left.requestHeaders} right={right.requestHeaders} />
      <HeaderDiff title="Response headers" left={left.responseHeaders ?? []} right={right.responseHeaders ?? []} />
      <BodyDiff left={left} right={right} canSeeResponses={canSeeResponses} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (id: string) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} options={options} value={value} onChange={(choice) => onChange(choice.target.value)} />
      )}
    </Field>
  );
}
