export const WATCHED_PROCESSES = ["receiver", "console", "worker"] as const;
export type WatchedProcess = (typeof WATCHED_PROCESSES)[number];

/** Where webhooks come in. */
const DOORS: readonly WatchedProcess[] = ["receiver", "console"];

/** A time in which no instance of a process gave a sign of life; milliseconds since 1970. */
export interface Gap {
  readonly process: WatchedProcess;
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
  /** It lived on and could not say so: the database was away. */
  readonly wasCutOff: boolean;
}

/** Seconds of a gap in which no door was up, as one that is cut off from the database still is; `gaps` are all there were, `seen` the processes that ran at all. */
export function secondsWithoutDoor(
  { from, to }: Gap,
  gaps: readonly Gap[],
  seen: readonly WatchedProcess[],
  now: number,
): number {
  const end = Math.min(to, now);
  const closed = DOORS.filter((door) => seen.includes(door)).reduce<Span[]>(
    (spans, door) =>
      intersect(
        spans,
        gaps.filter(({ process, wasCutOff }) => process === door && !wasCutOff),
      ),
    [{ from, to: end }],
  );
  return Math.round(closed.reduce((sum, span) => sum + (span.to - span.from), 0) / 1000);
}

type Span = { from: number; to: number };

function intersect(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.flatMap((span) =>
    others
      .map((other) => ({ from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) }))
      .filter((common) => common.to > common.from),
  );
}
