import { formatUtc } from "#components/ui/format-time.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { momentText } from "./moment-text.ts";

/** "3 d ago" on a page that shows the present; the time itself on one that shows the past. */
export function StateTime({ at, isNow }: { at: string; isNow: boolean }) {
  if (isNow) return <TimeAgo at={at} />;
  return (
    <time dateTime={at} title={`${formatUtc(at)} UTC`} className="whitespace-nowrap">
      {momentText(`${at.slice(0, 16)}:00Z`)}
    </time>
  );
}
