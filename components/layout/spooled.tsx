"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { clockInWords } from "#lib/domain/clock-in-words.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";

/** "37 events spooled since 14:02 UTC, draining". */
export function Spooled({ spool: { waiting, since, state } }: { spool: SpoolStatus }) {
  return (
    <>
      {plural(waiting, "event")} spooled
      {since === null ? null : (
        <>
          {" "}
          since <Clock at={since} />
        </>
      )}
      {state === "draining" ? ", draining" : ""}
    </>
  );
}

/** "14:02 UTC (3 m ago)". */
export function SinceClock({ at }: { at: string }) {
  return (
    <>
      <Clock at={at} /> (<TimeAgo at={at} />)
    </>
  );
}

function Clock({ at }: { at: string }) {
  return useClockText((now) => clockInWords(at, new Date(now)));
}
