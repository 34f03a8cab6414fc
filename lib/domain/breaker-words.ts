import { explainStoredAttemptError } from "./stored-attempt-error.ts";

type SparedDestination = {
  name: string;
  /** ISO 8601. */
  openedAt: string | null;
  /** ISO 8601; past or null when it may be tried at any moment. */
  nextProbeAt: string | null;
  /** As stored, see attempts.error. */
  error: string | null;
};

/** Why a delivery waits for a destination that is being spared, and until when. */
export function breakerWords({ name, openedAt, nextProbeAt, error }: SparedDestination): string {
  const since = openedAt === null ? "" : ` since ${atInWords(openedAt)}`;
  const why = error === null ? "" : ` ${explainStoredAttemptError(error).what}`;
  const next = nextProbeAt === null ? "shortly" : `at ${atInWords(nextProbeAt)}`;
  return `Waits: ${name} is failing${since}.${why} It is tried again ${next}; waiting costs no attempt.`;
}

function atInWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
