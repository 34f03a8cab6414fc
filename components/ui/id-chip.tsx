"use client";

import { clsx } from "clsx";
import { Check, Copy } from "lucide-react";
import { shortenId } from "./shorten-id.ts";
import { useCopy } from "./use-copy.ts";

interface Props {
  id: string;
  /** Stands for the id where it is not shown in full. */
  shown?: string;
  /** Show every character, for detail pages. */
  full?: boolean;
  /** False in dense rows: the mouse copies, the Tab key passes by; the row's detail page offers it to the keyboard. */
  tabbable?: boolean;
  className?: string;
}

/** An id in mono, shortened in the middle; a click copies all of it. */
export function IdChip({ id, shown = shortenId(id), full = false, tabbable = true, className }: Props) {
  const { state, copy } = useCopy();
  const Icon = state === "copied" ? Check : Copy;
  return (
    <button
      type="button"
      title={state === "refused" ? "The browser refused to copy" : `Copy ${id}`}
      tabIndex={tabbable ? 0 : -1}
      onClick={(click) => {
        click.stopPropagation();
        void copy(id);
      }}
      className={clsx(
        "mono group/id -mx-1 inline-flex max-w-[calc(100%+0.5rem)] items-center gap-1 rounded-sm px-1 text-left align-baseline hover:bg-hover hover:text-strong",
        className,
      )}
    >
      <span className={full ? "break-all" : "truncate"}>{full ? id : shown}</span>
      <Icon
        size={12}
        aria-hidden
        className={clsx(
          "shrink-0 opacity-0 group-hover/id:opacity-100 group-focus-visible/id:opacity-100",
          state === "copied" && "text-ok opacity-100",
        )}
      />
      <span className="sr-only" aria-live="polite">
        {state === "copied" ? "copied" : "copy"}
      </span>
    </button>
  );
}
