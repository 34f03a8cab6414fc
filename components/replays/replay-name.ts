import { plural } from "#components/ui/plural.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";

/** Its name, else its reason, else its scope in words. */
export function replayName({ name, reason, eventIds, destinationIds }: ReplayRow): string {
  return name ?? reason ?? `${plural(eventIds.length, "event")} to ${plural(destinationIds.length, "destination")}`;
}
