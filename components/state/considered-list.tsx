import { clsx } from "clsx";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import type { Considered, ConsideredEvent } from "#lib/domain/api/business-detail.ts";
import { receivedText } from "./received-text.ts";

/** The events behind a state, newest first, the deciding ones marked. */
export function ConsideredList({ considered }: { considered: Considered }) {
  if (considered.events.length === 0) return <p className="text-faint">No event says anything about this.</p>;
  return (
    <>
      <ol aria-label="Events considered" className="flex flex-col divide-y divide-line">
        {considered.events.map((event) => (
          <ConsideredItem key={event.eventId} event={event} />
        ))}
      </ol>
      {considered.isCut ? <p className="pt-2 text-faint text-sm">Older events were considered too.</p> : null}
    </>
  );
}

function ConsideredItem({ event }: { event: ConsideredEvent }) {
  return (
    <li className="flex items-start gap-2.5 py-2">
      <span
        aria-hidden
        className={clsx(
          "mt-1.5 size-2 shrink-0 rounded-full border-[1.5px] border-current",
          event.decides ? "text-accent" : "text-faint",
          event.isTimed && "bg-current",
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="break-all font-medium text-strong">{event.type}</span>
          {event.decides ? <Badge tone="accent">decides</Badge> : null}
        </div>
        <div className="flex flex-wrap gap-x-2 text-faint">
          <ExactTime at={event.at} className="text-normal" />
          <span>{receivedText(event)}</span>
        </div>
      </div>
      <Link
        href={href.event(event.eventId)}
        aria-label={`event: ${event.type}, ${event.at}`}
        className="shrink-0 text-accent hover:underline"
      >
        event <span aria-hidden>›</span>
      </Link>
    </li>
  );
}
