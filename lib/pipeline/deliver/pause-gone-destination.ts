import { systemIdentity } from "#lib/domain/system-identity.ts";
import type { Logger } from "#lib/platform/log.ts";

const SYSTEM = systemIdentity("Signalbox");
const REASON = "The receiver answered 410 Gone.";

/** A receiver that says it is gone for good is not asked again: its destination is paused, and the rest waits. */
export async function pauseGoneDestination(destinationId: string, log: Logger): Promise<void> {
  try {
    // Loaded when first needed: the audit log is written through Prisma, which the worker otherwise does without.
    const { changeDestination } = await import("#lib/db/destinations/change-destination.ts");
    const pause = { paused: true, reason: REASON, onResume: "deliver" } as const;
    const outcome = await changeDestination({ id: destinationId, settings: null, pause }, SYSTEM);
    log.warn("destination paused: its receiver answered 410", { destinationId, outcome: outcome.kind });
  } catch (error) {
    log.error("a destination whose receiver answered 410 could not be paused", { destinationId, error });
  }
}
