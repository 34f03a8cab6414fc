"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { useState } from "react";
import { FilterButton } from "./filter-button.tsx";
import type { FilterOption } from "./filter-menu.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** The parameter in the address; several values stand there with commas. */
  name: string;
  label: string;
  options: readonly FilterOption[];
}

const ITEM =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover data-highlighted:text-strong";
const BOX =
  "flex size-3.5 shrink-0 items-center justify-center rounded-[3px] border border-control text-on-accent group-data-checked/choice:border-accent group-data-checked/choice:bg-accent";

/** A filter of which several values may be chosen at once; the menu stays open meanwhile. */
export function FilterChoices({ filters, name, label, options }: Props) {
  // The address follows a little later: without the draft a second choice in a row would lose the first.
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const chosen = draft ?? filters.get(name)?.split(",") ?? [];

  function choose(next: readonly string[]) {
    setDraft(next);
    filters.set({ [name]: next.join(",") || null });
  }

  return (
    <Base.Root onOpenChange={() => setDraft(null)}>
      <Base.Trigger render={<FilterButton label={label} chosen={inWords(chosen, options)} />} />
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-50">
          <Base.Popup className="popup max-h-[min(24rem,var(--available-height))] min-w-44 overflow-y-auto p-1">
            <Base.Item className={ITEM} onClick={() => choose([])}>
              Any
            </Base.Item>
            <Base.Separator className="my-1 h-px bg-line" />
            {options.map((option) => (
              <Base.CheckboxItem
                key={option.value}
                checked={chosen.includes(option.value)}
                onCheckedChange={(isOn) =>
                  choose(isOn ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
                }
                className={`group/choice ${ITEM}`}
              >
                <span className={BOX}>
                  <Base.CheckboxItemIndicator>
                    <Check size={11} strokeWidth={3} aria-hidden />
                  </Base.CheckboxItemIndicator>
                </span>
                {option.label}
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** "expired", or "expired +1" where more than one is chosen: the button must not push the others away. */
function inWords([first, ...others]: readonly string[], options: readonly FilterOption[]): string | undefined {
  if (first === undefined) return undefined;
  const label = options.find((option) => option.value === first)?.label ?? first;
  return others.length === 0 ? label : `${label} +${others.length}`;
}
