"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, type FieldControlProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { FilterButton } from "./filter-button.tsx";
import type { FilterOption } from "./filter-menu.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

export interface MoreFilter {
  /** The parameter in the address. */
  name: string;
  label: string;
  hint: string;
  /** The choices; without them a text is typed. */
  options?: readonly FilterOption[];
}

interface Props {
  filters: UrlFilters;
  more: readonly MoreFilter[];
  /** What the button says of those that are on. */
  chosen?: string | undefined;
}

/** The filters that are needed less often, in one form. */
export function FilterForm({ filters, more, chosen }: Props) {
  const [open, setOpen] = useState(false);

  function apply(form: HTMLFormElement) {
    const data = new FormData(form);
    filters.set(Object.fromEntries(more.map(({ name }) => [name, String(data.get(name) ?? "").trim() || null])));
    setOpen(false);
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="More filters"
      className="max-h-(--available-height) w-88 overflow-y-auto p-3"
      trigger={<FilterButton label="More" chosen={chosen} />}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
      >
        {more.map((filter) => (
          <Field key={filter.name} label={filter.label} hint={filter.hint}>
            {(control) => <Control filter={filter} value={filters.get(filter.name) ?? ""} control={control} />}
          </Field>
        ))}
        <Button type="submit" size="sm" tone="primary" className="self-end">
          Apply
        </Button>
      </form>
    </Popover>
  );
}

function Control({ filter, value, control }: { filter: MoreFilter; value: string; control: FieldControlProps }) {
  const { name, options } = filter;
  if (options === undefined) {
    return (
      <Input {...control} name={name} defaultValue={value} autoComplete="off" spellCheck={false} className="mono" />
    );
  }
  const isKnown = value === "" || options.some((option) => option.value === value);
  const all = [{ value: "", label: "Any" }, ...options, ...(isKnown ? [] : [{ value, label: value }])];
  return <Select {...control} name={name} options={all} defaultValue={value} />;
}
