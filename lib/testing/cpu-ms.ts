import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever its own clock does; see proc(5), fields 14 and 15. */
const MS_PER_TICK = 10;

/** The CPU time that a process has used so far, in milliseconds. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
