"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ShownMoment } from "./shown-moment.ts";

/** The address of this page on this basis, up to and including "asOf=": a moment is all that is missing. */
export function usePageAsOf(basis: ShownMoment["basis"]): string {
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  params.delete("asOf");
  params.set("basis", basis);
  return `${pathname}?${params}&asOf=`;
}
