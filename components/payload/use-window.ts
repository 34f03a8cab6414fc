"use client";

import { type RefObject, useCallback, useState } from "react";

interface Window {
  /** The first and the one after the last row to draw. */
  from: number;
  to: number;
  onScroll: () => void;
  reveal: (index: number) => void;
}

const OVERSCAN = 12;

/** Which rows of equal height are in sight of a scrolling element. */
export function useWindow(
  element: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  height: number,
): Window {
  const [scrollTop, setScrollTop] = useState(0);
  const onScroll = useCallback(() => setScrollTop(element.current?.scrollTop ?? 0), [element]);
  const reveal = useCallback(
    (index: number) => {
      const box = element.current;
      if (!box) return;
      const top = index * rowHeight;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
    },
    [element, rowHeight],
  );
  const first = Math.floor(scrollTop / rowHeight);
  return {
    from: Math.max(0, first - OVERSCAN),
    to: Math.min(count, first + Math.ceil(height / rowHeight) + OVERSCAN),
    onScroll,
    reveal,
  };
}
