import { formatUtc } from "./format-time.ts";

/** The exact UTC time in mono, for details and timelines. */
export function ExactTime({ at, className = "" }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={`mono ${className}`}>
      {formatUtc(at)} <span className="text-faint">UTC</span>
    </time>
  );
}
