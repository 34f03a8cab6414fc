"use client";

import { useState } from "react";
import { FilterButton } from "#components/filters/filter-button.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { Popover } from "#components/ui/popover.tsx";
import { AsOfPanel } from "./as-of-panel.tsx";
import { momentText } from "./moment-text.ts";
import type { ShownMoment } from "./shown-moment.ts";

/** "As of: now": takes the page to any moment of the past; `asOf` and `basis` in the address. */
export function AsOfControl({ moment }: { moment: ShownMoment }) {
  const filters = useUrlFilters();
  const [open, setOpen] = useState(false);
  const trigger =
    moment.asOf === null ? (
      <FilterButton label="As of: now" chosen={undefined} />
    ) : (
      <FilterButton label="As of" chosen={momentText(moment.asOf)} />
    );
  return (
    <Popover open={open} onOpenChange={setOpen} label="As of" className="w-88 p-3" trigger={trigger}>
      <AsOfPanel
        moment={moment}
        onChoose={(next) => {
          filters.set({ asOf: next.asOf, basis: next.asOf === null ? null : next.basis });
          setOpen(false);
        }}
      />
    </Popover>
  );
}
