"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "#components/ui/is-typing.ts";

/** j and k move between rows, x selects, shift and x selects all from the last one; Enter opens by itself because the focus is on the row's link. */
export function useRowKeys(region: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const rows = [...(region.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const current = rows.findIndex((row) => row.contains(document.activeElement));
      if (event.key === "j") focusRow(rows[Math.min(current + 1, rows.length - 1)], event);
      if (event.key === "k") focusRow(rows[Math.max(current - 1, 0)], event);
      if (event.key === "x" || event.key === "X") select(rows[current], event.shiftKey);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [region]);
}

function select(row: HTMLElement | undefined, shiftKey: boolean) {
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey });
  row?.querySelector<HTMLElement>("[data-select]")?.dispatchEvent(click);
}

function focusRow(row: HTMLElement | undefined, event: KeyboardEvent) {
  const target =
    row?.querySelector<HTMLElement>("[data-open]") ?? row?.querySelector<HTMLElement>("button, [data-select]");
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
  row?.scrollIntoView({ block: "nearest" });
}
