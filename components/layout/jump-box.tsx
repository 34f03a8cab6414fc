"use client";

import { Search } from "lucide-react";
import { Kbd } from "#components/ui/kbd.tsx";
import { useCommandCentre } from "./command-centre.tsx";

/** Looks like a search field, opens the palette. */
export function JumpBox() {
  const { openPalette } = useCommandCentre();
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-keyshortcuts="/ Control+K Meta+K"
      className="mr-1 inline-flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-faint hover:text-strong max-md:hover:bg-hover md:w-72 md:border md:border-line-strong md:bg-surface lg:w-80"
    >
      <Search size={14} aria-hidden className="shrink-0" />
      <span className="flex-1 truncate text-left max-md:sr-only">Search or jump to any id…</span>
      <span aria-hidden className="max-md:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}
