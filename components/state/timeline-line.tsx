"use client";

import { clsx } from "clsx";
import { History } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { memo } from "react";
import { EventFlags, FLAG_TONES } from "#components/events/event-flags.tsx";
import { href } from "#components/layout/href.ts";
import { formatUtc } from "#components/ui/format-time.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { EventFlag } from "#lib/domain/event-flag.ts";
import { justBefore } from "./just-before.ts";
import { receivedText } from "./received-text.ts";

/** Every line is this high, so that the list can leave out those out of sight. */
const LINE = "h-8 overflow-hidden [contain:strict] max-md:h-13";

export function DayLine({ text }: { text: string }) {
  return (
    <li data-line className={clsx(LINE, "flex items-end border-b pb-1 font-medium text-faint text-sm")}>
      {text}
    </li>
  );
}

interface Props {
  row: TimelineRow;
  at: string;
  /** The address of this page, to which a moment is added. */
  pageAsOf: string;
}

/** One event of a timeline: when, what it says, how late we heard it. All of it leads to the event. */
export const EventLine = memo(function EventLine({ row, at, pageAsOf }: Props) {
  const flags = row.flags.filter(isWorthALook);
  return (
    <li
      data-line
      className={clsx(
        LINE,
        "group/line relative grid items-center gap-x-3 border-line border-b hover:bg-hover",
        "grid-cols-[0.5rem_minmax(0,1fr)_auto] md:grid-cols-[0.5rem_5.5rem_minmax(0,1fr)_auto_auto]",
      )}
    >
      <span
        aria-hidden
        className={clsx(
          "size-2 rounded-full border-[1.5px] border-current text-faint max-md:row-span-2",
          row.isTimed && "bg-current",
        )}
      />
      <time dateTime={at} title={`${formatUtc(at)} UTC`} className="mono text-normal max-md:hidden">
        {clock(at)}
      </time>
      <span title={row.title} className="min-w-0 truncate text-strong max-md:self-end">
        {shortTitle(row)}
        {flags.length === 0 ? null : (
          <span className="ml-2 inline-flex gap-1">
            <EventFlags flags={flags} />
          </span>
        )}
      </span>
      <span className="truncate text-faint max-md:col-start-2 max-md:row-start-2 max-md:self-start max-md:text-sm">
        <span className="mono text-normal md:hidden">{clock(at)} </span>
        {receivedText(row)}
      </span>
      <Actions row={row} at={at} pageAsOf={pageAsOf} />
    </li>
  );
});

function Actions({ row, at, pageAsOf }: Props) {
  return (
    <span className="flex items-center gap-1 max-md:col-start-3 max-md:row-span-2 max-md:row-start-1">
      <Link
        href={`${pageAsOf}${encodeURIComponent(justBefore(at))}` as Route}
        prefetch={false}
        title="Show the state just before this event"
        aria-label={`Show the state just before: ${row.title}`}
        className="focus-inset relative z-10 inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-sunken hover:text-strong md:opacity-0 md:focus-visible:opacity-100 md:group-hover/line:opacity-100 md:group-focus-within/line:opacity-100"
      >
        <History size={14} aria-hidden />
      </Link>
      <Link
        href={href.event(row.eventId)}
        prefetch={false}
        aria-label={`event: ${row.title}, ${at}`}
        className="focus-inset flex min-h-6 min-w-6 items-center justify-end gap-1 text-faint after:absolute after:inset-0 group-hover/line:text-accent"
      >
        <span className="max-md:sr-only">event</span> <span aria-hidden>›</span>
      </Link>
    </span>
  );
}

/** What is usual here, or said by the hollow dot already, is left to the page of the event. */
function isWorthALook(flag: string): flag is EventFlag {
  return ["bad", "warn"].includes(FLAG_TONES[flag as EventFlag]) || flag === "test";
}

/** The id in a title is the least of it, and would push the rest out of sight. */
function shortTitle({ title, subject }: TimelineRow): string {
  return subject === null || subject === "" ? title : title.replace(subject, () => shortenId(subject));
}

function clock(at: string): string {
  return `${formatUtc(at).slice(11, 19)}Z`;
}
