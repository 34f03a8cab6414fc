"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { formatDuration, formatRelative } from "#components/ui/format-time.ts";
import type { BreakerState } from "#lib/domain/api/destinations.ts";

/** Whether a destination is being spared, in a cell: "open 12 m, try in 20 s, 1,204 wait". */
export function BreakerText({ breaker }: { breaker: BreakerState }) {
  const text = useClockText((now) => breakerInShort(breaker, now));
  if (breaker.state === "closed") return <span className="text-faint max-md:hidden">closed</span>;
  return (
    <span className="text-bad" title={breaker.why ?? undefined}>
      {text}
    </span>
  );
}

function breakerInShort({ state, openedAt, nextProbeAt, waiting }: BreakerState, now: number): string {
  const since = openedAt === null ? "open" : `open ${formatDuration(Math.max(0, now - Date.parse(openedAt)) / 1000)}`;
  const next = state === "half_open" ? "being tried" : nextTry(nextProbeAt, now);
  return [since, next, `${waiting.toLocaleString("en-GB")} ${waiting === 1 ? "waits" : "wait"}`].join(", ");
}

function nextTry(at: string | null, now: number): string {
  return at === null || Date.parse(at) <= now ? "try due" : `try ${formatRelative(at, now)}`;
}
