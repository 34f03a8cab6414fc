"use client";

import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { plural } from "#components/ui/plural.ts";
import { ReplayButton } from "./replay-button.tsx";
import type { ReplayScope } from "./replay-scope.ts";

interface Props {
  count: number;
  /** Of these, how many stand on other pages. */
  elsewhere: number;
  /** Everything that the filter finds is meant, not only the rows that were seen. */
  isAll: boolean;
  scope: ReplayScope;
  /** Undefined where the rows that are shown are all there are. */
  onSelectAll: (() => void) | undefined;
  onClear: () => void;
}

/** Floats above the end of a list while rows are selected; moves nothing, and where it is narrow leaves the pager free. */
export function SelectionBar({ count, elsewhere, isAll, scope, onSelectAll, onClear }: Props) {
  const where = elsewhere > 0 ? `, ${elsewhere.toLocaleString("en-GB")} on other pages` : "";
  return (
    <div className="pointer-events-none sticky bottom-0 z-20 h-0 max-md:h-24">
      <section
        aria-label="Selection"
        className="popup pointer-events-auto absolute bottom-1.5 left-1/2 flex w-max max-w-[calc(100%-1rem)] -translate-x-1/2 flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-1.5"
      >
        <span aria-live="polite" className="font-medium text-strong">
          {isAll ? "All events that match" : `${plural(count, "event")} selected${where}`}
        </span>
        {isAll || onSelectAll === undefined ? null : (
          <Button size="sm" tone="ghost" onClick={onSelectAll}>
            Select all that match
          </Button>
        )}
        <ReplayButton scope={scope} tone="primary" size="sm" />
        <IconButton label="Clear the selection" icon={<X size={14} aria-hidden />} onClick={onClear} />
      </section>
    </div>
  );
}
