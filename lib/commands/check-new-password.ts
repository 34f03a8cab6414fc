import { PASSWORD_PROBLEM_TEXT, passwordProblem } from "#lib/domain/password-policy.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";

/** Null when the password may be used. */
export function checkNewPassword(password: string, context: readonly string[], field: string): Refusal | null {
  const problem = passwordProblem(password, context);
  return problem === null ? null : refused(PASSWORD_PROBLEM_TEXT[problem], field);
}
