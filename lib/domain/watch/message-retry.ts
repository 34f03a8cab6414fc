import type { AttemptError } from "#lib/domain/attempt-error.ts";

const SECOND_MS = 1000;
const DELAYS_MS = [5, 15, 60, 5 * 60, 15 * 60, 3600].map((seconds) => seconds * SECOND_MS);
const LONGEST_MS = 3600 * SECOND_MS;
const GIVEN_UP_AFTER_MS = 24 * 3600 * SECOND_MS;
/** The address works and will not take this very message; those behind it must not wait for it. */
const REFUSES_MESSAGE: ReadonlySet<number> = new Set([400, 413, 422]);
const REFUSALS = 3;

/** When a message is tried again after `attempts` failed ones; null when it is given up. */
export function nextMessageAttempt(
  { attempts, createdAt, error }: { attempts: number; createdAt: Date; error: AttemptError },
  now: Date,
): Date | null {
  if (error.kind === "http_4xx" && REFUSES_MESSAGE.has(error.status) && attempts >= REFUSALS) return null;
  const asked = "retryAfterSeconds" in error ? (error.retryAfterSeconds ?? 0) * SECOND_MS : 0;
  const delay = DELAYS_MS[Math.min(attempts, DELAYS_MS.length) - 1] ?? LONGEST_MS;
  const next = new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(delay, asked)));
  return next.getTime() - createdAt.getTime() > GIVEN_UP_AFTER_MS ? null : next;
}
