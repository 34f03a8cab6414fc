"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { Fragment } from "react";
import { FilterButton } from "./filter-button.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

export interface FilterOption {
  value: string;
  label: string;
  /** Options of one group must stand together. */
  group?: string;
}

interface Props {
  filters: UrlFilters;
  /** The parameter in the address. */
  name: string;
  label: string;
  options: readonly FilterOption[];
  /** The choice that means "no filter". */
  anyLabel?: string;
}

const ITEM =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover data-highlighted:text-strong";

/** A filter with few, known values. */
export function FilterMenu({ filters, name, label, options, anyLabel = "Any" }: Props) {
  const value = filters.get(name);
  const chosen = value === null ? undefined : (options.find((option) => option.value === value)?.label ?? value);
  return (
    <Base.Root>
      <Base.Trigger render={<FilterButton label={label} chosen={chosen} />} />
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-50">
          <Base.Popup className="popup max-h-[min(24rem,var(--available-height))] min-w-44 overflow-y-auto p-1">
            <Base.RadioGroup
              value={value ?? ""}
              onValueChange={(next: string) => filters.set({ [name]: next || null })}
            >
              <Item value="" label={anyLabel} />
              {options.map((option, index) => (
                <Fragment key={option.value}>
                  {option.group && option.group !== options[index - 1]?.group ? (
                    <div className="px-2 pt-2 pb-1 text-faint text-xs">{option.group}</div>
                  ) : null}
                  <Item value={option.value} label={option.label} />
                </Fragment>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ value, label }: { value: string; label: string }) {
  return (
    <Base.RadioItem value={value} closeOnClick className={ITEM}>
      <span className="flex-1">{label}</span>
      <Base.RadioItemIndicator>
        <Check size={14} aria-hidden className="text-accent" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}
