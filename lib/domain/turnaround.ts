export interface Turnaround {
  rounds: number;
  lastSeconds: number;
  p50Seconds: number;
  p90Seconds: number;
}

/** How long a business takes from a request to its completion; `seconds` oldest round first. Null before the first. */
export function turnaround(seconds: readonly number[]): Turnaround | null {
  const lastSeconds = seconds.at(-1);
  if (lastSeconds === undefined) return null;
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    rounds: seconds.length,
    lastSeconds,
    p50Seconds: atRank(sorted, 0.5),
    p90Seconds: atRank(sorted, 0.9),
  };
}

/** The smallest value that at least this share of all does not exceed, as percentile_disc has it. */
function atRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
