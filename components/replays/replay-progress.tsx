import type { ReplayRow } from "#lib/domain/api/replays.ts";

/** How far a replay is: a bar, and the same in words. */
export function ReplayProgress({ replay }: { replay: ReplayRow }) {
  const { total, processed, succeeded, failed, skipped } = replay;
  const share = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`;
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label="Progress of the replay"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={processed}
        className="flex h-1.5 overflow-hidden rounded-full bg-quiet-soft"
      >
        <span className="bg-ok" style={{ width: share(succeeded) }} />
        <span className="bg-bad" style={{ width: share(failed) }} />
        <span className="bg-quiet" style={{ width: share(skipped) }} />
      </div>
      <p>
        {processed} of {total} done: {succeeded} succeeded, {failed} failed
        {skipped > 0 ? `, ${skipped} canceled or discarded` : ""}.
      </p>
    </div>
  );
}
