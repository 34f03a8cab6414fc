import type pg from "pg";
import type { SecretBox } from "#lib/platform/secret-box.ts";

const CONTEXT = { table: "installation", column: "value", rowId: "secret_canary" };
const CANARY = "sealed with the right SIGNALBOX_SECRET";

/**
 * Refuses a SIGNALBOX_SECRET that does not open what this database holds, before anything is sealed with it.
 * Returns the sentence to stop with, or null.
 */
export async function checkSecretCanary(pool: pg.Pool, box: SecretBox): Promise<string | null> {
  const sealed = JSON.stringify(box.seal(CANARY, CONTEXT));
  await pool.query("INSERT INTO installation (key, value) VALUES ('secret_canary', $1::jsonb) ON CONFLICT DO NOTHING", [
    sealed,
  ]);
  const found = await pool.query<{ value: string }>("SELECT value FROM installation WHERE key = 'secret_canary'");
  return judgeSecretCanary(found.rows[0]?.value ?? "", box);
}

/** As `checkSecretCanary`, for a canary that is known already. */
export function judgeSecretCanary(sealed: string, box: SecretBox): string | null {
  try {
    return box.open(sealed, CONTEXT) === CANARY ? null : WRONG_SECRET;
  } catch {
    return WRONG_SECRET;
  }
}

const WRONG_SECRET =
  "SIGNALBOX_SECRET is not the one this database was set up with: its stored secrets cannot be read. Set the former value; nothing was changed.";
