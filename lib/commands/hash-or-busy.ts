import { hashPassword } from "#lib/auth/password-hash.ts";
import { AppError } from "#lib/domain/app-error.ts";

/** The hash to store; AppError `unavailable` while too many passwords are being hashed. */
export async function hashOrBusy(password: string): Promise<string> {
  const outcome = await hashPassword(password);
  if (outcome.kind === "busy") throw new AppError("unavailable", "The console is busy. Try again in a moment.");
  return outcome.value;
}
