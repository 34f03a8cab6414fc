import type { OverviewProcess } from "./api/overview.ts";
import type { Problem } from "./overview-problem.ts";
import type { SpoolStatus } from "./spool-status.ts";
import { refusalInWords, spooledInWords } from "./spool-words.ts";
import { sumSpools } from "./sum-spools.ts";

const URL = "/outages";

/** What is not as it should be with the disks on which doors keep webhooks while they cannot store them. */
export function spoolProblems(processes: readonly OverviewProcess[], now: Date): Problem[] {
  const doors = processes.flatMap(({ name, spool }) => (spool === null ? [] : [{ name, spool }]));
  const total = sumSpools(doors.map(({ spool }) => spool));
  return [...refusing(doors), ...inUse(total, now), ...setAside(total)];
}

function refusing(doors: readonly { name: string; spool: SpoolStatus }[]): Problem[] {
  return doors
    .filter(({ spool }) => spool.state === "refusing")
    .map(({ name, spool }) =>
      problem("spool_refusing", "bad", `The ${name} refuses webhooks: ${refusalInWords(spool)}.`, 1, null),
    );
}

function inUse(total: SpoolStatus, now: Date): Problem[] {
  const words = spooledInWords(total, now);
  return words === null ? [] : [problem("spool_in_use", "warn", `${words}.`, total.waiting, total.since)];
}

function setAside({ setAside: count }: SpoolStatus): Problem[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 piece of the spool was set aside" : `${count} pieces of the spool were set aside`;
  return [
    problem(
      "spool_set_aside",
      "bad",
      `${what}, as ${count === 1 ? "it" : "they"} could not be read or stored.`,
      count,
      null,
    ),
  ];
}

function problem(
  kind: Problem["kind"],
  severity: Problem["severity"],
  title: string,
  count: number,
  oldestAt: string | null,
): Problem {
  return { kind, severity, title, count, oldestAt, url: URL };
}
