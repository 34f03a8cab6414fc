import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { replayName } from "./replay-name.ts";
import type { ReplayScope } from "./replay-scope.ts";

interface Remainder {
  label: string;
  scope: ReplayScope;
}

/** What a replay that is over left undone, as a scope of its own; null when everything arrived or nothing can. */
export function remainderScope(replay: ReplayDetail): Remainder | null {
  const { id, status, failed, skipped, untouched } = replay;
  // The same destinations again, whatever their filters say.
  const destinationIds = undoneTargets(replay)
    .filter((target) => !target.isDestinationDeleted)
    .map((target) => target.destinationId);
  if (destinationIds.length === 0) return null;
  const rest = { names: { [id]: replayName(replay) }, destinationIds };
  if (status === "canceled" && untouched + skipped > 0) {
    return {
      label: "Replay what did not arrive…",
      scope: { events: { kind: "filter", filter: { replayId: id } }, ...rest },
    };
  }
  if (failed === 0) return null;
  return {
    label: "Replay the failed remainder…",
    scope: { events: { kind: "filter", filter: { replayId: id, delivery: "dead_lettered" } }, ...rest },
  };
}

/** Whether each destination at which something is left undone was deleted since. */
export function isEveryDestinationGone(replay: ReplayDetail): boolean {
  const undone = undoneTargets(replay);
  return undone.length > 0 && undone.every(({ isDestinationDeleted }) => isDestinationDeleted);
}

function undoneTargets({ status, targets }: ReplayDetail): ReplayDetail["targets"] {
  return targets.filter(({ failed, succeeded, total }) => (status === "canceled" ? succeeded < total : failed > 0));
}
