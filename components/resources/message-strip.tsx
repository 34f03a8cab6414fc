"use client";

import { CalendarClock } from "lucide-react";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { useClockText } from "#components/ui/clock.tsx";
import { plural } from "#components/ui/plural.ts";
import { nextIrsDate } from "#lib/domain/irs-date.ts";
import { resourceWord } from "./resource-words.ts";

export interface CountedMessage {
  resource: string;
  message: string;
  count: number;
  fix: string | null;
}

const MAX_SHOWN = 5;

/** Why resources are in error, each cause with its fix, and how long is left; a press narrows the list to one cause. */
export function MessageStrip({ messages }: { messages: readonly CountedMessage[] }) {
  const filters = useUrlFilters();
  if (messages.length === 0) return null;
  return (
    <section aria-label="Causes" className="gutter flex flex-col gap-1 border-t py-2.5">
      <ul className="flex flex-col gap-1">
        {messages.slice(0, MAX_SHOWN).map(({ resource, message, count, fix }) => (
          <li key={`${resource} ${message}`} className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium text-strong">{count.toLocaleString("en-GB")} ×</span>
            <button
              type="button"
              onClick={() => filters.set({ resource, message })}
              className="mono text-accent hover:underline"
              title="Show only these"
            >
              {message}
            </button>
            <span className="text-faint">{resourceWord(resource)}</span>
            <span title={fix ?? undefined} className="min-w-0 text-normal max-md:truncate">
              {fix ?? "Not a documented message. Check with the provider."}
            </span>
          </li>
        ))}
      </ul>
      {messages.length > MAX_SHOWN ? (
        <p className="text-faint">{plural(messages.length - MAX_SHOWN, "more cause")}: sort the list by message.</p>
      ) : null}
      {messages.some(({ resource }) => resource === "taxPayments") ? <NextIrsDate /> : null}
    </section>
  );
}

function NextIrsDate() {
  const text = useClockText((now) => {
    const date = nextIrsDate(new Date(now));
    const days = Math.round((Date.parse(date) - Math.floor(now / DAY_MS) * DAY_MS) / DAY_MS);
    return `Next IRS date ${DAY.format(Date.parse(date))}, ${days === 0 ? "today" : `in ${days} d`}`;
  });
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-faint">
      <CalendarClock size={13} aria-hidden className="shrink-0" />
      <span className="font-medium text-normal">{text}.</span>
      The webhook names no quarter, amount or due date.
    </p>
  );
}

const DAY_MS = 86_400_000;
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
