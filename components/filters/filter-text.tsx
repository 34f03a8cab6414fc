"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import { FilterButton } from "./filter-button.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** The parameter in the address. */
  name: string;
  label: string;
  hint: string;
  suggestions?: readonly string[];
}

/** A filter on an id or a text that has to be typed or pasted. */
export function FilterText({ filters, name, label, hint, suggestions = [] }: Props) {
  const value = filters.get(name);
  const [open, setOpen] = useState(false);
  const listId = useId();
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={`Filter: ${label}`}
      className="w-80 p-3"
      trigger={<FilterButton label={label} chosen={value === null ? undefined : shortenId(value)} />}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get("value") ?? "").trim();
          filters.set({ [name]: typed || null });
          setOpen(false);
        }}
      >
        <Field label={label} hint={hint}>
          {(control) => (
            <Input
              {...control}
              name="value"
              defaultValue={value ?? ""}
              autoComplete="off"
              spellCheck={false}
              list={suggestions.length > 0 ? listId : undefined}
              className="mono"
            />
          )}
        </Field>
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
        <div className="flex justify-end gap-2">
          {value === null ? null : (
            <Button
              size="sm"
              onClick={() => {
                filters.set({ [name]: null });
                setOpen(false);
              }}
            >
              Clear
            </Button>
          )}
          <Button type="submit" size="sm" tone="primary">
            Apply
          </Button>
        </div>
      </form>
    </Popover>
  );
}
