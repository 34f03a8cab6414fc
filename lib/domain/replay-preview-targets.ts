import type { ReplayPreviewTarget } from "./api/replays.ts";
import type { ExaminedTarget } from "./examined-target.ts";
import { replaySeconds } from "./replay-pace.ts";
import { targetWarnings } from "./replay-words.ts";

export type ReplayOptions = { skipDelivered: boolean; skipSuperseded: boolean; rate: number | null };

/** What a replay would do at one destination with these options. */
export function toPreviewTarget(counted: ExaminedTarget, options: ReplayOptions): ReplayPreviewTarget {
  const { destination, events, deliveredBefore, failed, neverAttempted, onTheWay } = counted;
  const toSend = countToSend(counted, options);
  const pace = { ...destination, rate: options.rate, destinationRate: destination.rate };
  const repeated = options.skipDelivered ? 0 : deliveredBefore;
  return {
    id: destination.id,
    name: destination.name,
    events,
    deliveredBefore,
    failed,
    neverAttempted,
    onTheWay,
    superseded: counted.superseded,
    supersededUndelivered: counted.supersededUndelivered,
    toSend,
    seconds: destination.isPaused ? null : replaySeconds(toSend, pace),
    warnings: targetWarnings({ ...destination, overridden: counted.overridden, onTheWay, repeated }),
  };
}

/** Where it is not known what is superseded, nothing is taken off for it. */
function countToSend(counted: ExaminedTarget, { skipDelivered, skipSuperseded }: ReplayOptions): number {
  const rest = counted.events - (skipDelivered ? counted.deliveredBefore : 0);
  if (!skipSuperseded) return rest;
  return rest - ((skipDelivered ? counted.supersededUndelivered : counted.superseded) ?? 0);
}
