"use client";

import { useState } from "react";
import { FilterButton } from "#components/filters/filter-button.tsx";
import type { UrlFilters } from "#components/filters/use-url-filters.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { EVENT_FLAGS } from "#lib/domain/event-flag.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { flagLabel } from "./event-flags.tsx";

const TEXTS = [
  { name: "q", label: "Text", hint: "Any part of an id, a key or a type." },
  { name: "externalId", label: "External id", hint: "Your own id of the business, as the provider knows it." },
  { name: "subjectId", label: "About", hint: "The account or resource the event is about." },
  { name: "path", label: "Payload path", hint: "Keys with dots: content.account_id. Needs a value." },
  { name: "value", label: "Payload value", hint: "What stands at the path, as text." },
] as const;

export const MORE_EVENT_FILTERS: readonly string[] = [...TEXTS.map((text) => text.name), "flag"];

const FLAG_OPTIONS = [
  { value: "", label: "Any" },
  ...keysOf(EVENT_FLAGS).map((flag) => ({ value: flag, label: flagLabel(flag) })),
];

/** The filters that are needed less often, in one form. */
export function MoreEventFilters({ filters }: { filters: UrlFilters }) {
  const [open, setOpen] = useState(false);
  const count = filters.count(MORE_EVENT_FILTERS);

  function apply(form: HTMLFormElement) {
    const data = new FormData(form);
    filters.set(
      Object.fromEntries(MORE_EVENT_FILTERS.map((name) => [name, String(data.get(name) ?? "").trim() || null])),
    );
    setOpen(false);
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="More filters"
      className="max-h-(--available-height) w-88 overflow-y-auto p-3"
      trigger={<FilterButton label="More" chosen={count > 0 ? String(count) : undefined} />}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
      >
        {TEXTS.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint}>
            {(control) => (
              <Input
                {...control}
                name={name}
                defaultValue={filters.get(name) ?? ""}
                autoComplete="off"
                spellCheck={false}
                className="mono"
              />
            )}
          </Field>
        ))}
        <Field label="Mark" hint="Something unusual that was noted on the event.">
          {(control) => (
            <Select {...control} name="flag" options={FLAG_OPTIONS} defaultValue={filters.get("flag") ?? ""} />
          )}
        </Field>
        <Button type="submit" size="sm" tone="primary" className="self-end">
          Apply
        </Button>
      </form>
    </Popover>
  );
}
