import type { TaskListRow } from "#lib/domain/api/tasks.ts";

/** Tells one task list from every other. */
export function taskKey({ source, businessId }: TaskListRow): string {
  return [source, businessId].join("\n");
}
