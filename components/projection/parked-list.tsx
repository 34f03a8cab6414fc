import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { Card } from "#components/ui/card.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ParkedEvent } from "#lib/domain/api/projection.ts";

/** Events that could not be worked into the state, with the reason. */
export function ParkedList({ events }: { events: readonly ParkedEvent[] }) {
  if (events.length === 0) return <p className="text-faint">Every event could be worked into the state.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {events.map((event) => (
        <li key={event.eventId}>
          <Card>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <Link
                href={href.event(event.eventId)}
                className="min-w-0 font-medium hover:underline [overflow-wrap:anywhere]"
              >
                {event.type}
              </Link>
              <span className="text-faint">
                {event.source}, parked <TimeAgo at={event.parkedAt} />
              </span>
            </div>
            <p className="mono mt-1 [overflow-wrap:anywhere]">{event.error}</p>
            <p className="mt-1 text-faint">
              {plural(event.attempts, "attempt")},{" "}
              {event.nextAttemptAt === null ? (
                "tried again only when asked for"
              ) : (
                <>
                  next <TimeAgo at={event.nextAttemptAt} />
                </>
              )}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
