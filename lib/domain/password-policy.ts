import { isCommonPassword } from "./common-password.ts";

export const MIN_PASSWORD_CHARACTERS = 12;
export const MAX_PASSWORD_CHARACTERS = 128;
const MAX_PASSWORD_BYTES = 512;

export type PasswordProblem = "too_short" | "too_long" | "nul" | "common";

export const PASSWORD_PROBLEM_TEXT = {
  too_short: `Use at least ${MIN_PASSWORD_CHARACTERS} characters.`,
  too_long: `Use at most ${MAX_PASSWORD_CHARACTERS} characters.`,
  nul: "Leave out the NUL character.",
  common: "This password is easy to guess. Use several unrelated words, or let a password manager make one.",
} satisfies Record<PasswordProblem, string>;

/**
 * What is wrong with a new password, or null. Length is counted in characters as people see code points; nothing is
 * trimmed or cut. `contextWords` are the operator's own e-mail address and name.
 */
export function passwordProblem(password: string, contextWords: readonly string[]): PasswordProblem | null {
  const characters = [...password].length;
  if (password.includes("\u0000")) return "nul";
  if (characters < MIN_PASSWORD_CHARACTERS) return "too_short";
  if (characters > MAX_PASSWORD_CHARACTERS || byteLength(password) > MAX_PASSWORD_BYTES) return "too_long";
  return isCommonPassword(password, contextWords) ? "common" : null;
}

/** Whether a text can be anyone's password at all; what cannot be is not worth hashing. */
export function isPossiblePassword(text: string): boolean {
  return text !== "" && !text.includes("\u0000") && byteLength(text) <= MAX_PASSWORD_BYTES;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
