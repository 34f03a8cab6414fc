import { createHash } from "node:crypto";
import { normalEmail } from "#lib/domain/normal-email.ts";

/** The e-mail address is hashed: mistyped ones, and passwords typed into the wrong field, are not kept. */
export function accountThrottleKey(email: string): string {
  return `account:${createHash("sha256").update(normalEmail(email), "utf8").digest("base64url")}`;
}
