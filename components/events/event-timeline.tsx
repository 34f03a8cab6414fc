import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { Timeline, type TimelineItem } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { TimelineEntry } from "#lib/domain/api/events.ts";

const TONE = { neutral: "quiet", ok: "ok", warn: "warn", bad: "bad", held: "held" } satisfies Record<
  TimelineEntry["tone"],
  Tone
>;

/** An event's life, from the provider's own time to the next attempt. */
export function EventTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return <Timeline label="What happened to this event" items={entries.map(toItem)} />;
}

function toItem(entry: TimelineEntry, index: number): TimelineItem {
  return {
    id: `${index}-${entry.kind}`,
    at: entry.at,
    tone: TONE[entry.tone],
    hollow: entry.isNext || entry.kind === "occurred",
    title:
      entry.deliveryId === null ? (
        entry.title
      ) : (
        <Link href={href.delivery(entry.deliveryId)} className="hover:underline">
          {entry.title}
        </Link>
      ),
    detail: entry.detail,
  };
}
