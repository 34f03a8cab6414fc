import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Projection } from "#lib/domain/api/projection.ts";

/** How the worker goes through all rows of state, again and again. */
export function CheckProgress({ check }: { check: Projection["check"] }) {
  const { checkedCount, checkedAt, roundFinishedAt } = check;
  if (checkedAt === null) {
    return <p className="text-faint">The worker has not compared state with the stored events yet.</p>;
  }
  return (
    <p className="text-pretty">
      The worker recomputes a few rows every three seconds from the stored events and compares.{" "}
      {checkedCount.toLocaleString("en-GB")} rows compared, the last <TimeAgo at={checkedAt} />.{" "}
      {roundFinishedAt === null ? (
        "The first round is under way."
      ) : (
        <>
          The last full round ended <TimeAgo at={roundFinishedAt} />.
        </>
      )}
    </p>
  );
}
