"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { FilterButton } from "./filter-button.tsx";
import { describeTimeRange, TIME_PRESETS, type TimeRange } from "./time-range.ts";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** What the time is of. */
  label?: string;
}

const PRESET =
  "flex h-7 w-full items-center rounded-sm px-2 text-left hover:bg-hover hover:text-strong aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent";

/** Presets, or from and until in UTC; `from` and `to` in the address. */
export function FilterTime({ filters, label = "Received" }: Props) {
  const value = { from: filters.get("from"), to: filters.get("to") };
  const [open, setOpen] = useState(false);
  const isOff = value.from === null && value.to === null;

  function choose(next: TimeRange) {
    filters.set({ ...next });
    setOpen(false);
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={`Filter: ${label}`}
      className="w-72 p-2"
      trigger={<FilterButton label={label} chosen={isOff ? undefined : describeTimeRange(value)} />}
    >
      <button type="button" aria-pressed={isOff} className={PRESET} onClick={() => choose({ from: null, to: null })}>
        Any time
      </button>
      {TIME_PRESETS.map(({ from, label }) => (
        <button
          key={from}
          type="button"
          aria-pressed={value.from === from && value.to === null}
          className={PRESET}
          onClick={() => choose({ from, to: null })}
        >
          {label}
        </button>
      ))}
      <CustomRange value={value} onChoose={choose} />
    </Popover>
  );
}

function CustomRange({ value, onChoose }: { value: TimeRange; onChoose: (value: TimeRange) => void }) {
  return (
    <form
      className="mt-2 flex flex-col gap-2 border-t px-2 pt-3 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onChoose({ from: toIso(data.get("from")), to: toIso(data.get("to")) });
      }}
    >
      <Field label="From (UTC)">
        {(control) => (
          <Input {...control} type="datetime-local" step={1} name="from" defaultValue={toInput(value.from)} />
        )}
      </Field>
      <Field label="Until (UTC)">
        {(control) => <Input {...control} type="datetime-local" step={1} name="to" defaultValue={toInput(value.to)} />}
      </Field>
      <Button type="submit" size="sm" tone="primary" className="self-end">
        Apply
      </Button>
    </form>
  );
}

function toIso(input: FormDataEntryValue | null): string | null {
  const time = typeof input === "string" && input !== "" ? Date.parse(`${input}Z`) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function toInput(iso: string | null): string {
  return iso === null || iso.startsWith("-") ? "" : iso.slice(0, 19);
}
