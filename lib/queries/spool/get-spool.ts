import type { Actor } from "#lib/auth/actor.ts";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { toSpoolReport } from "#lib/domain/to-spool-report.ts";
import { readOverviewProcesses } from "#lib/queries/overview/overview-processes.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";

/** What doors keep on their disks, as their heartbeats say. */
export async function getSpool(actor: Actor, now: Date): Promise<SpoolReport> {
  actor.require("overview:read");
  const processes = await refuseSlowRead(() => readOverviewProcesses(now));
  return toSpoolReport(processes);
}
