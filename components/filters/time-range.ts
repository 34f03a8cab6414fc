import { formatUtc } from "#components/ui/format-time.ts";

/** Filter times as in the address: ISO 8601, or a span before now such as "-24h"; null is open. */
export interface TimeRange {
  from: string | null;
  to: string | null;
}

export const TIME_PRESETS = [
  { from: "-1h", label: "Last hour" },
  { from: "-24h", label: "Last 24 hours" },
  { from: "-7d", label: "Last 7 days" },
  { from: "-30d", label: "Last 30 days" },
] as const;

/** "last 24 hours", "since 2026-01-31 09:00", "2026-01-31 09:00 – 2026-01-31 10:30". */
export function describeTimeRange({ from, to }: TimeRange): string {
  const preset = TIME_PRESETS.find((candidate) => candidate.from === from);
  if (preset && to === null) return preset.label.toLowerCase();
  const since = from === null ? null : describeTime(from);
  const until = to === null ? null : describeTime(to);
  if (since !== null && until !== null) return `${since} – ${until}`;
  return since === null ? `until ${until ?? "now"}` : `since ${since}`;
}

function describeTime(at: string): string {
  return at.startsWith("-") ? `${at.slice(1)} ago` : formatUtc(at).slice(0, 16);
}
