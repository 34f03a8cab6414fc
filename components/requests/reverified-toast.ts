import type * as z from "zod";
import { plural } from "#components/ui/plural.ts";
import type { ToastInput } from "#components/ui/use-toast.ts";
import type { reverifiedMany } from "#lib/domain/api/write-answers.ts";

export type ReverifiedCounts = z.infer<typeof reverifiedMany>;

/** What became of requests that were verified again. */
export function reverifiedToast({ checked, accepted, duplicates, refused }: ReverifiedCounts): ToastInput {
  const causes = Object.entries(refused).map(([cause, count]) => `${count} ${cause.replaceAll("_", " ")}`);
  const notes = [
    duplicates > 0 ? `${plural(duplicates, "duplicate")} of what was there already.` : "",
    causes.length > 0 ? `Still refused: ${causes.join(", ")}.` : "",
  ].filter(Boolean);
  const title = checked === 0 ? "Nothing to verify again" : `${plural(accepted, "request")} accepted`;
  return { title, ...(notes.length > 0 ? { description: notes.join(" ") } : {}) };
}
