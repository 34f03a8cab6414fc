import type { StreamChange } from "#lib/domain/api/stream.ts";
import { matchesEventType, parseEventTypeFilter } from "#lib/domain/event-type-filter.ts";
import { UsageError } from "./command.ts";

type EventChange = Extract<StreamChange, { kind: "event" }>;

/** Whether an event is of the wanted sources and types; `*` in a type stands for any characters. */
export function eventFilter(sources: readonly string[], types: readonly string[]): (event: EventChange) => boolean {
  const parsed = parseEventTypeFilter(types);
  if (parsed.kind === "invalid") throw new UsageError(`--type: ${parsed.message}`);
  return ({ source, type }) =>
    (sources.length === 0 || sources.includes(source)) && matchesEventType(parsed.patterns, type);
}
