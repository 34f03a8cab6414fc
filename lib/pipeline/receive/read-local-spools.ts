import { databaseAwaySince, noteDatabase } from "#lib/db/database-presence.ts";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { toOutageReport } from "#lib/domain/to-spool-report.ts";
import { readSpoolStatuses } from "#lib/pipeline/store/spool/read-spool-statuses.ts";
import { loadServiceEnv } from "#lib/platform/load-env.ts";

/** What the doors of this machine keep on disk, told without the database, which was just found away. */
export async function readLocalSpools(): Promise<SpoolReport> {
  noteDatabase("away");
  const { spoolDir } = loadServiceEnv();
  return toOutageReport(await readSpoolStatuses(spoolDir), databaseAwaySince());
}
