"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** When the next attempt is made; one that waits only for its turn is due. */
export function NextTime({ at }: { at: string }) {
  const text = useClockText((now) => (Date.parse(at) <= now ? "due" : ""));
  return text === "" ? <TimeAgo at={at} /> : <span title={at}>{text}</span>;
}
