import { IdChip } from "#components/ui/id-chip.tsx";
import type { EventRow } from "#lib/domain/api/events.ts";

/** The business or user an event concerns; a dash when it names none. */
export function EventWhom({ event }: { event: Pick<EventRow, "businessId" | "externalId" | "userId"> }) {
  const id = event.businessId ?? event.userId ?? event.externalId;
  return id === null ? <span className="text-faint">–</span> : <IdChip id={id} tabbable={false} />;
}
