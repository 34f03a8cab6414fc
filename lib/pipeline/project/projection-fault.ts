import { isRefusedValue } from "#lib/db/is-refused-value.ts";

/** A notice or a rule failed on what an event says: the event is at fault, not the server. */
export class ProjectionFault extends Error {
  override readonly name = "ProjectionFault";
}

/** Runs a pure function; what it throws is the fault of the events that it read. */
export function orFault<T>(subject: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProjectionFault(`${subject}: ${reason}`, { cause: error });
  }
}

/** Whether the same events would fail again: a lost connection or a deadlock is nobody's fault. */
export function isFaultOfEvents(error: unknown): boolean {
  return error instanceof ProjectionFault || isRefusedValue(error) || isViolation(error);
}

/** PostgreSQL's class 23: a value breaks a constraint. */
function isViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("23");
}
