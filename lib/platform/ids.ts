import { v7 } from "uuid";

const CLOSE_MS = 60_000;

/** A time-ordered uuidv7, made by the application so that PostgreSQL 15 to 17 serve as well. */
export function newId(): string {
  return v7();
}

/**
 * An id that sorts at `at`: what comes late, out of the spool or a back-dated history, belongs among its own time, and
 * lists find a time range by id. Close to now it is an ordinary id, which also keeps the order within a millisecond.
 */
export function newIdAt(at: Date): string {
  return Math.abs(Date.now() - at.getTime()) < CLOSE_MS ? v7() : v7({ msecs: at.getTime() });
}
