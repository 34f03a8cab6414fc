import { REJECTION_CAUSES } from "./rejection-cause.ts";

/** The sentence for a stored cause; a code of another version is shown as it is. */
export function explainRejection(cause: string | null): string | null {
  if (cause === null) return null;
  const known: Readonly<Record<string, string>> = REJECTION_CAUSES;
  return known[cause] ?? cause;
}
