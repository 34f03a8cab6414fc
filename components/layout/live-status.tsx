"use client";

import { clsx } from "clsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { type LiveState, useLive } from "./live-provider.tsx";
import { useIsAway } from "./standing-provider.tsx";

const LOOK = {
  connecting: { word: "connecting", dot: "bg-quiet" },
  live: { word: "live", dot: "bg-ok" },
  offline: { word: "offline", dot: "bg-warn" },
} satisfies Record<LiveState, { word: string; dot: string }>;

/** "last event 12 s ago · live"; only the dot where the rail is narrow. */
export function LiveStatus({ compact = false }: { compact?: boolean }) {
  const { state, lastEventAt } = useLive();
  const isAway = useIsAway();
  const look = LOOK[state];
  return (
    <div
      className={clsx(
        "flex items-center gap-2 text-faint text-sm",
        compact && "lg:justify-start md:max-lg:justify-center",
      )}
    >
      <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", isAway ? "bg-bad" : look.dot)} />
      <span className={clsx("truncate", compact && "md:max-lg:sr-only")}>
        {isAway ? "the database is away" : <LastEvent at={lastEventAt} word={look.word} />}
      </span>
    </div>
  );
}

function LastEvent({ at, word }: { at: string | null; word: string }) {
  return (
    <>
      {at === null ? (
        "no event yet"
      ) : (
        <>
          last event <TimeAgo at={at} />
        </>
      )}{" "}
      · {word}
    </>
  );
}
