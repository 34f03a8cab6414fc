import type { OverviewProcess } from "./api/overview.ts";
import type { SpoolDoor, SpoolReport } from "./api/spool.ts";
import type { SpoolStatus } from "./spool-status.ts";
import { sumSpools } from "./sum-spools.ts";

/** What the processes say of their spools while the database answers. */
export function toSpoolReport(processes: readonly OverviewProcess[]): SpoolReport {
  const doors = processes.flatMap(({ name, instance, lastBeatAt, spool }) =>
    spool === null ? [] : [{ name, instance, reportedAt: lastBeatAt, spool }],
  );
  return {
    database: "up",
    downSince: null,
    total: totalOf(doors),
    doors: doors.filter(({ spool }) => isNotable(spool)),
  };
}

/** What the folders on this machine say while it does not. */
export function toOutageReport(
  folders: readonly { name: string; status: SpoolStatus }[],
  downSince: Date | null,
): SpoolReport {
  const doors = folders.map(({ name, status }) => ({ name, instance: null, reportedAt: null, spool: status }));
  return {
    database: "down",
    downSince: downSince?.toISOString() ?? null,
    total: totalOf(doors),
    doors: doors.filter(({ spool }) => isNotable(spool)),
  };
}

function totalOf(doors: readonly SpoolDoor[]): SpoolStatus {
  return sumSpools(doors.map(({ spool }) => spool));
}

function isNotable({ state, waiting, setAside }: SpoolStatus): boolean {
  return state !== "empty" || waiting > 0 || setAside > 0;
}
