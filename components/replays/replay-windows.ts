import { TIME_PRESETS } from "#components/filters/time-range.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import { windowWords } from "./filter-words.ts";
import type { EventFilterText } from "./replay-scope.ts";

/** "all", a span such as "-24h", or "custom" with moments of its own. */
export interface ReplayWindow {
  choice: string;
  from: string | null;
  to: string | null;
}

interface WindowChoice {
  value: string;
  label: string;
  /** The same as a moment; what it means where there is none. */
  hint: string;
}

export const ALL_TIME: ReplayWindow = { choice: "all", from: null, to: null };

/** The windows to choose from, each in words and as moments. */
export function windowChoices(now: Date): WindowChoice[] {
  const spans = TIME_PRESETS.map(({ from, label }) => ({
    value: from,
    label,
    hint: windowWords(minuteOf(from, now), null, now) ?? "",
  }));
  return [
    { value: "all", label: "All time", hint: "everything that was kept" },
    ...spans,
    { value: "custom", label: "From … until", hint: "moments of your own" },
  ];
}

/** A span stays one, so that two operators who choose the same mean the same; the count fixes what it ends with. */
export function chooseWindow(choice: string, now: Date): ReplayWindow {
  // A window of one's own begins with something, or it would be all time until something is typed.
  const from = choice === "custom" ? minuteOf("-24h", now) : choice;
  return { choice, from: choice === "all" ? null : from, to: null };
}

export function withWindow(filter: EventFilterText, { from, to }: ReplayWindow): EventFilterText {
  return { ...filter, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

function minuteOf(span: string, now: Date): string {
  return `${resolveFilterTime(span, now).toISOString().slice(0, 16)}:00Z`;
}
