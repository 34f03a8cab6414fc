"use client";

import { useRef } from "react";
import type { RowSelection } from "./data-table.tsx";
import { rowsBetween } from "./rows-between.ts";

/** Selects a row or takes it away; with shift, all rows from the last one that was touched. */
export function useRangeToggle(ids: readonly string[], selection: RowSelection | undefined) {
  const last = useRef<string>(undefined);
  return (id: string, isRange: boolean) => {
    if (selection === undefined) return;
    const next = new Set(selection.selected);
    const isOn = !next.has(id);
    for (const each of isRange ? rowsBetween(ids, last.current, id) : [id]) {
      if (isOn) next.add(each);
      else next.delete(each);
    }
    last.current = id;
    selection.onChange(next);
  };
}
