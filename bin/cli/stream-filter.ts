import type { StreamChange } from "#lib/domain/api/stream.ts";
import { matchesEventType, parseEventTypeFilter } from "#lib/domain/event-type-filter.ts";
import { UsageError } from "./command.ts";

type EventChange = Extract<StreamChange, { kind: "event" }>;

interface Wanted {
  source?: readonly string[] | undefined;
  type?: readonly string[] | undefined;
  business?: readonly string[] | undefined;
  user?: readonly string[] | undefined;
}

/** Whether an event is of the wanted sources, types, businesses and users; `*` in a type stands for any characters. */
export function eventFilter({ source, type = [], business, user }: Wanted): (event: EventChange) => boolean {
  const parsed = parseEventTypeFilter(type);
  if (parsed.kind === "invalid") throw new UsageError(`--type: ${parsed.message}`);
  return (event) =>
    isAmong(event.source, source) &&
    isAmong(event.businessId, business) &&
    isAmong(event.userId, user) &&
    matchesEventType(parsed.patterns, event.type);
}

function isAmong(value: string | null, wanted: readonly string[] = []): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}
