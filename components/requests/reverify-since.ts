import { fromLocalInput } from "#components/ui/local-time-input.ts";

const HOUR_MS = 3_600_000;

/** How far back requests are verified again. `at` stands for a time that is typed. */
export const REVERIFY_SPANS = [
  { value: "1h", label: "Since one hour ago", hours: 1 },
  { value: "24h", label: "Since 24 hours ago", hours: 24 },
  { value: "7d", label: "Since 7 days ago", hours: 168 },
  { value: "all", label: "All that are kept", hours: null },
  { value: "at", label: "Since a time …", hours: null },
] as const;

export type ReverifySince = { kind: "since"; since: string } | { kind: "all" } | { kind: "invalid"; message: string };

export function readReverifySince(span: string, typed: string, now: Date): ReverifySince {
  if (span === "all") return { kind: "all" };
  const hours = REVERIFY_SPANS.find(({ value }) => value === span)?.hours ?? null;
  const since = hours === null ? fromLocalInput(typed) : new Date(now.getTime() - hours * HOUR_MS).toISOString();
  return since === null ? { kind: "invalid", message: "Enter since when." } : { kind: "since", since };
}
