"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import type { RowSelection } from "./data-table.tsx";

const NONE: ReadonlySet<string> = new Set();

/** The rows selected under the filters of this address, on whichever page; going back finds them selected still. */
export function useKeptSelection(): RowSelection {
  const key = useSelectionKey();
  const [kept, setKept] = useState({ key: "", selected: NONE });
  useEffect(() => setKept({ key, selected: readKept(key) }), [key]);
  const onChange = useCallback(
    (selected: ReadonlySet<string>) => {
      sessionStorage.setItem(key, JSON.stringify([...selected]));
      setKept({ key, selected });
    },
    [key],
  );
  return { selected: kept.key === key ? kept.selected : NONE, onChange };
}

/** Without the place in the list: a selection may span pages. */
function useSelectionKey(): string {
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  params.delete("cursor");
  return `selected:${pathname}?${params}`;
}

function readKept(key: string): ReadonlySet<string> {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
}
