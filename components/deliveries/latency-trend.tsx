import { BarChart } from "#components/ui/bar-chart.tsx";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";

/** How long each attempt took, oldest first; the failed ones in red. Nothing for less than two. */
export function LatencyTrend({ attempts }: { attempts: readonly AttemptRow[] }) {
  const timed = attempts.flatMap((attempt) =>
    attempt.durationMs === null ? [] : [{ ...attempt, durationMs: attempt.durationMs }],
  );
  if (timed.length < 2) return null;
  const oldestFirst = timed.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const longest = Math.max(...timed.map(({ durationMs }) => durationMs));
  return (
    <figure className={timed.length > 8 ? "max-w-md" : "max-w-48"}>
      <BarChart
        height={32}
        label={`Duration of ${timed.length} attempts, the longest ${formatMilliseconds(longest)}`}
        bars={oldestFirst.map(({ number, durationMs, outcome }) => ({
          label: `Attempt ${number}: ${formatMilliseconds(durationMs)}, ${outcome}`,
          value: durationMs,
          failed: outcome === "succeeded" ? 0 : durationMs,
        }))}
      />
      <figcaption className="mt-1 whitespace-nowrap text-faint text-sm">
        Time to answer, attempt {oldestFirst[0]?.number} to {oldestFirst.at(-1)?.number}; longest{" "}
        {formatMilliseconds(longest)}
      </figcaption>
    </figure>
  );
}
