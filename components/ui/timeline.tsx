import { clsx } from "clsx";
import type { ReactNode } from "react";
import { formatClock, formatUtc } from "./format-time.ts";
import { TONE_TEXT, type Tone } from "./tone.ts";

export interface TimelineItem {
  id: string;
  /** ISO 8601; null while it has no time. */
  at: string | null;
  tone: Tone;
  /** Hollow: somebody else's word for it, or still to come. */
  hollow?: boolean;
  title: ReactNode;
  detail?: ReactNode;
}

/** What happened, in order, on one line down the side. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol aria-label={label} className="relative">
      {items.map((item, index) => (
        <li
          key={item.id}
          className="relative grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-3 pb-3 last:pb-0 md:grid-cols-[0.75rem_6.5rem_minmax(0,1fr)]"
        >
          <Mark item={item} isLast={index === items.length - 1} />
          <time
            dateTime={item.at ?? undefined}
            title={item.at ? `${formatUtc(item.at)} UTC` : undefined}
            className="mono text-faint max-md:col-start-2"
          >
            {item.at ? formatClock(item.at) : "–"}
          </time>
          <div className="min-w-0 max-md:col-start-2">
            <div className="break-words text-strong">{item.title}</div>
            {item.detail ? <div className="break-words text-normal">{item.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ item, isLast }: { item: TimelineItem; isLast: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx("relative flex justify-center self-stretch max-md:row-span-2", TONE_TEXT[item.tone])}
    >
      {isLast ? null : <span className="absolute top-4 -bottom-4.5 w-px bg-line-strong" />}
      <span
        className={clsx("mt-1.5 size-2 rounded-full border-[1.5px] border-current", !item.hollow && "bg-current")}
      />
    </span>
  );
}
