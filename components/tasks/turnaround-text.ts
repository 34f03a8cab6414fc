import { formatDuration } from "#components/ui/format-time.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";

/** "3 d · 5 d": half and nine tenths of the rounds were done within these. */
export function turnaroundText({ p50Seconds, p90Seconds }: NonNullable<TaskListRow["turnaround"]>): string {
  return `${formatDuration(p50Seconds)} · ${formatDuration(p90Seconds)}`;
}
