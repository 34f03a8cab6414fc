import { plural } from "#components/ui/plural.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { filterWords } from "./filter-words.ts";

type Scope = Pick<ReplayRow, "filter" | "eventIds" | "upTo" | "createdAt">;

/** Its name, else its reason, else its scope in words. */
export function replayName(replay: Pick<ReplayRow, "name" | "reason"> & Scope): string {
  return replay.name ?? replay.reason ?? replayScopeText(replay);
}

/** Which events it is about: "Type PLAID_*, Source asset", "12 chosen events". */
export function replayScopeText({ filter, eventIds, upTo, createdAt }: Scope): string {
  if (filter === null) return plural(eventIds.length, "chosen event");
  const words = filterWords(filter, {}, new Date(upTo ?? createdAt));
  return words.length === 0 ? "All events" : words.map(({ label, value }) => `${label} ${value}`).join(", ");
}
