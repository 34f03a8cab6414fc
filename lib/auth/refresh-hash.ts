import { replacePasswordHash } from "#lib/db/operators/replace-password-hash.ts";
import { hashPassword, isOutdatedHash } from "./password-hash.ts";

interface StoredPassword {
  id: string;
  passwordHash: string | null;
}

/** Hashes a password anew that was stored with other costs; when the hashers are busy, the next sign-in will. */
export async function refreshHash(operator: StoredPassword, password: string): Promise<void> {
  if (operator.passwordHash === null || !isOutdatedHash(operator.passwordHash)) return;
  const fresh = await hashPassword(password);
  if (fresh.kind === "done") await replacePasswordHash(operator.id, operator.passwordHash, fresh.value);
}
