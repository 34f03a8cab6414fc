import type pg from "pg";
import { isRefusedRow } from "#lib/db/is-refused-row.ts";
import { type RejectionRow, recordRejections } from "#lib/db/record-rejections.ts";
import type { Logger } from "#lib/platform/log.ts";

/** Records refused requests; one that PostgreSQL does not take costs none of the others. */
export async function recordSoundRejections(pool: pg.Pool, rows: readonly RejectionRow[], log: Logger): Promise<void> {
  try {
    await recordRejections(pool, rows);
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      log.error("a refused request cannot be recorded", { source: only.slug, cause: only.cause, error });
      return;
    }
    for (const row of rows) await recordSoundRejections(pool, [row], log);
  }
}
