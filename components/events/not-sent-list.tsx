import Link from "next/link";
import { href } from "#components/layout/href.ts";
import type { NotSent } from "#lib/domain/api/events.ts";

/** Destinations that did not get this event, and why. */
export function NotSentList({ entries }: { entries: readonly NotSent[] }) {
  return (
    <ul className="divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.destinationId} className="flex flex-wrap gap-x-3 py-1.5">
          <Link href={href.destination(entry.destinationId)} className="font-medium text-strong hover:underline">
            {entry.destination}
          </Link>
          <span>{entry.reason}</span>
        </li>
      ))}
    </ul>
  );
}
