import type { ReplayDestinations } from "./selected-events.ts";

/** Destinations that somebody named get everything, whatever their filters say. */
export function meantDestinations(ids: readonly string[] | undefined): ReplayDestinations {
  return ids === undefined || ids.length === 0 ? { kind: "matching", among: null } : { kind: "chosen", ids };
}
