export type ReconnectMismatch = "expired_without_task" | "task_without_expired";

/** Whether an expired connection lacks its reconnect task, or the task its connection. */
export function reconnectMismatch(given: {
  isExpired: boolean;
  /** The open tasks of the business ask for a reconnect. */
  asksForReconnect: boolean;
  /** Some connection of the business has a problem that nothing came after. */
  hasOpenProblem: boolean;
}): ReconnectMismatch | null {
  if (given.isExpired && !given.asksForReconnect) return "expired_without_task";
  return given.asksForReconnect && !given.hasOpenProblem ? "task_without_expired" : null;
}
