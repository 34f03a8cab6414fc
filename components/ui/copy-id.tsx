"use client";

import { Check, Copy } from "lucide-react";
import { useCopy } from "./use-copy.ts";

/** Copies an id that the row names already or has no room for; stands over the end of the cell while the mouse is on the row. */
export function CopyId({ id }: { id: string }) {
  const { state, copy } = useCopy();
  const Icon = state === "copied" ? Check : Copy;
  return (
    <button
      type="button"
      tabIndex={-1}
      title={state === "refused" ? "The browser refused to copy" : `Copy ${id}`}
      onClick={() => copy(id)}
      className="absolute right-0 rounded-sm bg-hover p-0.5 text-faint opacity-0 hover:text-strong focus-visible:opacity-100 group-hover/row:opacity-100"
    >
      <Icon size={12} aria-hidden className={state === "copied" ? "text-ok" : undefined} />
      <span className="sr-only" aria-live="polite">
        {state === "copied" ? "copied" : "copy"}
      </span>
    </button>
  );
}
