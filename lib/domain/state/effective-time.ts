import { type Instant, shiftInstant } from "#lib/domain/instant.ts";

const FUTURE_TOLERANCE_MS = 2 * 60_000;

export interface EffectiveTime {
  readonly at: Instant;
  readonly isTimed: boolean;
}

/**
 * When an event counts as having happened: at the provider's time, or at its receipt where the provider's time is
 * missing or more than two minutes ahead of it, so that one bad clock cannot freeze a state for ever.
 */
export function effectiveTime(occurredAt: Instant | null, seenAt: Instant): EffectiveTime {
  const isUsable = occurredAt !== null && occurredAt <= shiftInstant(seenAt, FUTURE_TOLERANCE_MS);
  return isUsable ? { at: occurredAt, isTimed: true } : { at: seenAt, isTimed: false };
}
