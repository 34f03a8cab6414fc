import { REVERIFIABLE_CAUSES } from "./reverifiable.ts";

interface Facts {
  outcome: "accepted" | "rejected";
  acceptedLaterAt: string | null;
  /** Whether all of its body is here and its cause can go away. */
  isReverifiable: boolean;
  cause: string | null;
  requiresSharedHeader: boolean;
  sharedHeaderPassed: boolean | null;
}

/** Why a request cannot be verified again, in words; null when it can. */
export function findReverifyProblem(facts: Facts): string | null {
  if (facts.outcome === "accepted") return "It was accepted when it arrived.";
  if (facts.acceptedLaterAt !== null) return "It was accepted already.";
  if (!facts.isReverifiable) return lastingProblem(facts.cause);
  if (!facts.requiresSharedHeader || facts.sharedHeaderPassed === true) return null;
  if (facts.sharedHeaderPassed === false) {
    return "Its shared header was wrong or missing, and its source requires one: only the sender can send it again.";
  }
  return "Its source requires a shared header now and required none when it arrived, so nobody can tell whether it was sent with it.";
}

function lastingProblem(cause: string | null): string {
  const canGoAway = REVERIFIABLE_CAUSES.some((known) => known === cause);
  return canGoAway
    ? "Of a refused request 4 KiB are kept; its body is longer, so it cannot be verified again."
    : "No key, secret or setting makes it right: only the sender can send it again.";
}
