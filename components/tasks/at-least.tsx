"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { formatDuration, formatUtc } from "#components/ui/format-time.ts";

const WHY =
  "A lower bound: a request carries no time and may have been on its way, and tasks are only summed up once or twice a week.";

/** "≥ 12 d": how long a list has been open at least, with the reason why nobody knows better. */
export function AtLeast({ since }: { since: string }) {
  const age = useClockText((now) => formatDuration(Math.max(0, (now - Date.parse(since)) / 1000)));
  return (
    <time dateTime={since} title={`Open already at ${formatUtc(since).slice(0, 19)} UTC. ${WHY}`}>
      <span aria-hidden>≥ </span>
      <span className="sr-only">at least </span>
      {age}
    </time>
  );
}
