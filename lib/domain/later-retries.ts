import type { DeliveryStatus } from "./delivery-status.ts";

/**
 * Seconds before each retry that may follow after the attempt that is next, or under way. `counted` are the attempts
 * that the schedule counts; probes are not among them.
 */
export function laterRetries(status: DeliveryStatus, counted: number, schedule: readonly number[]): number[] {
  switch (status) {
    case "in_progress":
      return schedule.slice(Math.max(0, counted - 1));
    case "pending":
    case "retry_scheduled":
    case "held":
      return schedule.slice(counted);
    case "succeeded":
    case "dead_lettered":
    case "canceled":
    case "discarded":
      return [];
    default:
      return status satisfies never;
  }
}
