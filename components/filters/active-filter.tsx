"use client";

import { X } from "lucide-react";
import type { UrlFilters } from "./use-url-filters.ts";

interface Props {
  filters: UrlFilters;
  /** The parameter in the address. */
  name: string;
  label: string;
  /** What it is set to, as shown. */
  value: string;
}

/** A filter that is on and has no menu of its own: a press takes it away. */
export function ActiveFilter({ filters, name, label, value }: Props) {
  return (
    <button
      type="button"
      title={`Take away: ${label}`}
      onClick={() => filters.set({ [name]: null })}
      className="inline-flex h-7 max-w-72 shrink-0 items-center gap-1 rounded-md bg-accent-soft px-2 text-accent hover:underline"
    >
      <span className="truncate">
        {label}: <span className="font-medium">{value}</span>
      </span>
      <X size={13} aria-hidden className="shrink-0 opacity-70" />
    </button>
  );
}
