"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { askStanding, type Standing } from "#lib/client/ask-standing.ts";

interface Options {
  initial: Standing | null;
  /** How often to ask given what is known; null asks no more. */
  pace: (standing: Standing | null) => number | null;
  /** The database was away and answers again. */
  onBack: () => void;
}

/** How database and spools stand, asked again and again while that is worth knowing. */
export function useStanding({ initial, pace, onBack }: Options): { standing: Standing | null; ask: () => void } {
  const [standing, setStanding] = useState(initial);
  const isAsking = useRef(false);
  const take = useEffectEvent((next: Standing | null) => {
    isAsking.current = false;
    if (next === null) return;
    const wasAway = standing?.database === "down";
    setStanding(next);
    if (wasAway && next.database === "up") onBack();
  });
  // A frozen database takes longer to be found out than the next question takes to come.
  const askOnce = useEffectEvent(() => {
    if (isAsking.current) return;
    isAsking.current = true;
    void askStanding().then(take);
  });
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    if (asked > 0) askOnce();
  }, [asked]);
  const everyMs = pace(standing);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") ask();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, ask]);
  return { standing, ask };
}
