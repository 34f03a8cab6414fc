import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { ExactTime } from "#components/ui/exact-time.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";

/** Events under other ids that make the same claim, as a provider that retries under a new id would. */
export function ProbableRetries({ retries }: { retries: EventDetail["probableRetries"] }) {
  if (retries.length === 0) {
    return <p className="text-faint">No event under another id makes the same claim at about the same time.</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-pretty text-faint">
        These events make the same claim under another id, as a retry would. It is not certain, so each is kept and
        delivered; the state is the same either way.
      </p>
      <ul className="divide-y divide-line">
        {retries.map((retry) => (
          <li key={retry.eventId} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 py-1.5">
            <Link href={href.event(retry.eventId)} className="text-strong hover:underline">
              <ExactTime at={retry.receivedAt} />
            </Link>
            <span className="text-faint">
              {retry.isEarlier ? "before" : "after"} this one, {retry.isSameBody ? "the same body" : "another body"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
