"use client";

import { type RefObject, useEffect, useState } from "react";

interface PageWindow {
  /** The first and the one after the last line to draw. */
  from: number;
  to: number;
  /** Pixels; as measured on a drawn line. */
  lineHeight: number;
}

const OVERSCAN = 30;
/** Coarse steps, so that scrolling draws anew only now and then. */
const STEP = 10;
const START: PageWindow = { from: 0, to: 80, lineHeight: 32 };

/** Which lines of equal height are in sight while the page itself scrolls. */
export function usePageWindow(list: RefObject<HTMLElement | null>, count: number): PageWindow {
  const [view, setView] = useState(START);
  const isEmpty = count === 0;
  useEffect(() => {
    const box = list.current;
    if (box === null || isEmpty) return;
    let { lineHeight } = START;
    const onScroll = () => {
      const next = viewOf(box.getBoundingClientRect().top, lineHeight);
      setView((now) => (isSame(now, next) ? now : next));
    };
    const onResize = () => {
      lineHeight = box.querySelector<HTMLElement>("[data-line]")?.offsetHeight || START.lineHeight;
      onScroll();
    };
    onResize();
    window.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onResize);
    return () => {
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onResize);
    };
  }, [list, isEmpty]);
  return { from: Math.min(view.from, count), to: Math.min(view.to, count), lineHeight: view.lineHeight };
}

function viewOf(top: number, lineHeight: number): PageWindow {
  const first = Math.floor(-top / lineHeight / STEP) * STEP;
  const inSight = Math.ceil(window.innerHeight / lineHeight / STEP) * STEP;
  return { from: Math.max(0, first - OVERSCAN), to: Math.max(first, 0) + inSight + OVERSCAN, lineHeight };
}

function isSame(a: PageWindow, b: PageWindow): boolean {
  return a.from === b.from && a.to === b.to && a.lineHeight === b.lineHeight;
}
