import { accountThrottleKey } from "#lib/auth/account-throttle-key.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { credentialHash, newCredential } from "#lib/auth/credential.ts";
import { verifyPassword } from "#lib/auth/password-hash.ts";
import { changePassword } from "#lib/db/operators/change-password.ts";
import { findOperator } from "#lib/db/operators/find-operator.ts";
import { bumpAccount, forgiveAccount } from "#lib/db/throttles/bump-account.ts";
import type { PasswordInput } from "#lib/domain/api/session.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { isPossiblePassword } from "#lib/domain/password-policy.ts";
import { conflict, type Refusal, refused } from "#lib/domain/refusal.ts";
import { checkNewPassword } from "./check-new-password.ts";
import { hashOrBusy } from "./hash-or-busy.ts";

export type ChangeOwnPasswordOutcome = { kind: "changed"; sid: string } | Refusal;

/** Everyone's own password. Ends every session; this one goes on under the new id that is returned. */
export async function changeOwnPassword(actor: Actor, input: PasswordInput): Promise<ChangeOwnPasswordOutcome> {
  const operator = actor.kind === "operator" && actor.id !== null ? await findOperator(actor.id) : null;
  if (operator === null) throw new AppError("forbidden", "Only an operator who is signed in has a password.");
  const problem = checkNewPassword(input.newPassword, [operator.email, operator.name], "newPassword");
  if (problem !== null) return problem;
  const wrong = await checkCurrent(operator, input.currentPassword);
  if (wrong !== null) return wrong;
  const sid = newCredential();
  const toHash = await hashOrBusy(input.newPassword);
  const fromHash = operator.passwordHash ?? "";
  const change = { operatorId: operator.id, fromHash, toHash, sidHash: credentialHash(sid) };
  const isChanged = await changePassword(change, actor);
  return isChanged ? { kind: "changed", sid } : conflict("Your password was changed meanwhile. Sign in again.");
}

/** Counted like a sign-in: an open session must not be a way to guess without limit. */
async function checkCurrent(
  operator: { email: string; passwordHash: string | null },
  password: string,
): Promise<Refusal | null> {
  const key = accountThrottleKey(operator.email);
  const throttle = await bumpAccount(key);
  if (throttle.kind === "blocked")
    throw new AppError("too_many_requests", "Too many wrong passwords. Wait and try again.");
  const possible = isPossiblePassword(password);
  const outcome = await verifyPassword(possible ? operator.passwordHash : null, possible ? password : "");
  if (outcome.kind === "busy") throw new AppError("unavailable", "The console is busy. Try again in a moment.");
  if (!outcome.value) return refused("This is not your current password.", "currentPassword");
  await forgiveAccount(key);
  return null;
}
