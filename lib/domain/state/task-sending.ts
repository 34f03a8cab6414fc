import { type Instant, shiftInstant } from "#lib/domain/instant.ts";
import type { Notice } from "./notice.ts";

/** How long Asset may still be retrying a request: 150 s, and five times a time-out of 30 s. */
const RETRY_WINDOW_MS = 300_000;
const CLOCK_SKEW_MS = 120_000;

export type TaskOrder = "open" | "completed" | "open_or_completed";

/**
 * What a completion at `completedAt` does to a request, which carries no time: it was sent between its receipt less
 * window and skew, and its receipt plus skew (docs/state.md, task list).
 */
export function taskOrder({ seenAt }: Notice, completedAt: Instant | null): TaskOrder {
  if (completedAt === null || completedAt < shiftInstant(seenAt, -(RETRY_WINDOW_MS + CLOCK_SKEW_MS))) return "open";
  return completedAt > shiftInstant(seenAt, CLOCK_SKEW_MS) ? "completed" : "open_or_completed";
}

/** Whether the later of two requests may have been sent before the earlier one. */
export function mayHaveCrossed(earlier: Notice, later: Notice): boolean {
  return earlier.seenAt >= shiftInstant(later.seenAt, -RETRY_WINDOW_MS);
}
