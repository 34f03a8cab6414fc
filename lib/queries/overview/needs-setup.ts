import { answerWithin } from "#lib/db/database-silent.ts";
import { hasOperators } from "#lib/db/operators/has-operators.ts";

const PATIENCE_MS = 3_000;

/** Whether nobody can sign in yet, which the sign-in page says to whoever opens it. */
export async function needsSetup(): Promise<boolean> {
  return !(await answerWithin(PATIENCE_MS, hasOperators()));
}
