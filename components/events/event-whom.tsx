import type { Route } from "next";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { IdChip } from "#components/ui/id-chip.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { EventRow } from "#lib/domain/api/events.ts";

type Whom = Pick<EventRow, "businessId" | "externalId" | "userId" | "source">;

/** The business or user an event concerns, and the way to it; a dash when it names none. */
export function EventWhom({ event }: { event: Whom }) {
  if (event.businessId !== null) {
    return <WhomLink id={event.businessId} to={href.business(event.businessId, event.source)} />;
  }
  if (event.userId !== null) return <WhomLink id={event.userId} to={href.user(event.userId, event.source)} />;
  if (event.externalId !== null) return <IdChip id={event.externalId} tabbable={false} />;
  return <span className="text-faint">–</span>;
}

/** The Tab key passes by, from row to row; the event's page offers the same link to the keyboard. */
function WhomLink({ id, to }: { id: string; to: Route }) {
  return (
    <Link href={to} prefetch={false} tabIndex={-1} title={id} className="mono hover:text-strong hover:underline">
      {shortenId(id)}
    </Link>
  );
}
