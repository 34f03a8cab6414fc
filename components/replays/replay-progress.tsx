import { Notice } from "#components/ui/notice.tsx";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { progressText } from "./progress-words.ts";

/** How far a replay is: a bar, and the same in words. */
export function ReplayProgress({ replay }: { replay: ReplayDetail }) {
  return (
    <div className="flex flex-col gap-1.5">
      {replay.problem === null ? null : (
        <Notice tone="bad" title="It could not be carried out">
          {replay.problem}
        </Notice>
      )}
      <ProgressBar label="Progress of the replay" {...countsOf(replay)} />
      <p aria-live="polite">{progressText(replay)}</p>
    </div>
  );
}

function countsOf({ total, succeeded, failed, skipped }: ReplayDetail) {
  return { total, succeeded, failed, skipped };
}
