import type { SubmitOutcome } from "./submit-outcome.ts";

/** Messages by field; the one under "" belongs to the form. */
export type FieldProblems<Name extends string> = Readonly<Partial<Record<Name | "", string>>>;

/** Puts what a refusal says to the fields it names; "scopes.0" belongs to "scopes". */
export function fieldProblems<Name extends string>(
  refusal: Extract<SubmitOutcome, { kind: "refused" }>,
  names: readonly Name[],
): FieldProblems<Name> {
  const found: Partial<Record<Name | "", string>> = {};
  for (const { path, message } of refusal.issues ?? []) {
    const name = names.find((candidate) => candidate === path || path.startsWith(`${candidate}.`));
    if (name !== undefined) found[name] ??= message;
  }
  const form: Name | "" = "";
  if (Object.keys(found).length === 0) found[form] = refusal.message;
  return found;
}
