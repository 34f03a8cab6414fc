"use client";

import type { Route } from "next";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { hitValue, isWholeHit } from "./palette-order.ts";
import type { SearchState } from "./use-search.ts";

interface Given {
  found: SearchState;
  text: string;
  /** Whether a screen's name begins with the text. */
  isScreen: boolean;
  list: RefObject<HTMLElement | null>;
  go: (to: Route) => void;
}

/**
 * What Enter opens: the first hit, unless a screen is meant or somebody has gone on to another item. Pressed before the
 * search has answered, it waits for the answer.
 */
export function usePaletteSelection({ found, text, isScreen, list, go }: Given) {
  const [selected, select] = useState("");
  const movedAt = useRef<string | null>(null);
  const enteredAt = useRef<string | null>(null);
  const preselectedAt = useRef<string | null>(null);
  const first = found.kind === "found" ? found.hits[0] : undefined;
  const meant = first !== undefined && (!isScreen || isWholeHit(first, text)) ? first : undefined;

  useEffect(() => {
    if (found.kind === "searching") return;
    const isWaiting = enteredAt.current === text;
    enteredAt.current = null;
    if (meant === undefined) {
      if (isWaiting) list.current?.querySelector<HTMLElement>("[cmdk-item][aria-selected=true]")?.click();
    } else if (isWaiting) go(meant.url as Route);
    else if (movedAt.current !== text && preselectedAt.current !== text) {
      preselectedAt.current = text;
      select(hitValue(meant, 0, text));
    }
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") movedAt.current = text;
    if (event.key !== "Enter" || found.kind !== "searching" || isScreen || movedAt.current === text) return;
    enteredAt.current = text;
    event.preventDefault();
  }
  return { selected, select, onKeyDown };
}
