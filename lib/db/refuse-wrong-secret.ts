import type pg from "pg";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { checkSecretCanary, judgeSecretCanary } from "./check-secret-canary.ts";

/**
 * Throws when this process would seal with another secret than its database. A database that is away is no reason, unless
 * the canary that it was last seen with says so.
 */
export async function refuseWrongSecret(
  pool: pg.Pool,
  box: SecretBox,
  log: Logger,
  lastCanary: string | null = null,
): Promise<void> {
  const wrong = await checkSecretCanary(pool, box).catch((error: unknown) => {
    log.warn("the secret could not be checked against the database", { error });
    return lastCanary === null ? null : judgeSecretCanary(lastCanary, box);
  });
  if (wrong !== null) throw new Error(wrong);
}
