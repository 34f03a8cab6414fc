import { hasOperators } from "#lib/db/operators/has-operators.ts";

/** Whether nobody can sign in yet, which the sign-in page says to whoever opens it. */
export async function needsSetup(): Promise<boolean> {
  return !(await hasOperators());
}
